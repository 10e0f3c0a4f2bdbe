package dev.clew.telemetry.delivery;

import dev.clew.config.OtlpTarget;
import dev.clew.failure.ClewError;
import dev.clew.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// Sets up TLS from PEM files: a private certificate authority, and the client's certificate and
/// key for mutual TLS.
final class Tls {
  private static final char[] NO_PASSWORD = new char[0];

  private Tls() {}

  static void configure(OkHttpClient.Builder builder, OtlpTarget target) {
    if (target.certificate() == null && target.clientCertificate() == null) {
      return;
    }
    try {
      X509TrustManager trust = trustManager(target.certificate());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(target), new X509TrustManager[] {trust}, null);
      builder.sslSocketFactory(context.getSocketFactory(), trust);
    } catch (GeneralSecurityException | IOException e) {
      throw new ClewError(
          ErrorCode.E012, "the TLS files of " + target.endpoint() + ": " + e.getMessage(), e);
    }
  }

  private static X509TrustManager trustManager(@Nullable Path authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = null;
    if (authorities != null) {
      store = emptyStore();
      int n = 0;
      for (Certificate certificate : CertificateFile.read(authorities)) {
        store.setCertificateEntry("ca" + n++, certificate);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
  }

  private static KeyManager @Nullable [] keyManagers(OtlpTarget target)
      throws GeneralSecurityException, IOException {
    Path certificate = target.clientCertificate();
    Path key = target.clientKey();
    if (certificate == null || key == null) {
      return null;
    }
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client",
        PrivateKeyFile.read(key),
        NO_PASSWORD,
        CertificateFile.read(certificate).toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }
}
