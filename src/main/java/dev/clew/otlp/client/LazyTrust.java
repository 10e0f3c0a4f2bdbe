package dev.clew.otlp.client;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts whom another manager trusts, which is made at the first handshake: reading a hundred
/// certificates would hold up the start of a command.
final class LazyTrust extends X509ExtendedTrustManager {
  private final Source source;
  private final AtomicReference<@Nullable X509ExtendedTrustManager> made = new AtomicReference<>();

  /// Makes the other manager.
  @FunctionalInterface
  interface Source {
    X509ExtendedTrustManager get() throws GeneralSecurityException;
  }

  LazyTrust(Source source) {
    this.source = source;
  }

  private synchronized X509ExtendedTrustManager trust() throws CertificateException {
    X509ExtendedTrustManager there = made.get();
    if (there != null) {
      return there;
    }
    try {
      X509ExtendedTrustManager trust = source.get();
      made.set(trust);
      return trust;
    } catch (GeneralSecurityException e) {
      throw new CertificateException("the system's authorities cannot be used", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust().checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    trust().checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    trust().checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    trust().checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    trust().checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    trust().checkClientTrusted(chain, type, engine);
  }

  /// A server's list for its clients, which a client needs for nothing.
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
