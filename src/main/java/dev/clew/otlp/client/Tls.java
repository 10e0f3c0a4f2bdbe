package dev.clew.otlp.client;

import dev.clew.config.OtlpTarget;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// Sets up TLS from PEM files: a private certificate authority, and the client's certificate and
/// key for mutual TLS.
final class Tls {
  private static final char[] NO_PASSWORD = new char[0];

  private Tls() {}

  static void configure(OkHttpClient.Builder builder, OtlpTarget target) {
    try {
      X509ExtendedTrustManager trust = trustManager(target);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(target), new X509ExtendedTrustManager[] {trust}, null);
      builder.sslSocketFactory(context.getSocketFactory(), trust);
    } catch (GeneralSecurityException | IOException e) {
      throw new ClewError(
          ErrorCode.E012, "the TLS files of " + target.endpoint() + ": " + e.getMessage(), e);
    }
  }

  private static X509ExtendedTrustManager trustManager(OtlpTarget target)
      throws GeneralSecurityException, IOException {
    Path authorities = target.certificate();
    return authorities == null
        ? new LazyTrust(() -> trusting(SystemAuthorities.ofThisMachine().find(target.egress())))
        : trusting(CertificateFile.read(authorities));
  }

  /// @param authorities where there are none, those that the JDK has
  private static X509ExtendedTrustManager trusting(Collection<X509Certificate> authorities)
      throws GeneralSecurityException {
    KeyStore store = null;
    if (!authorities.isEmpty()) {
      store = emptyStore();
      int n = 0;
      for (X509Certificate authority : authorities) {
        store.setCertificateEntry("ca" + n++, authority);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
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

  private static KeyStore emptyStore() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException("an empty key store cannot be made", e);
    }
    return store;
  }
}
