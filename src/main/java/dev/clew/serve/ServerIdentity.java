package dev.clew.serve;

import dev.clew.config.ServeSettings.Tls;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/// The certificate and key that the server shows: checked before it listens.
final class ServerIdentity {
  private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

  private ServerIdentity() {}

  /// The files as Vert.x wants them.
  ///
  /// @throws ClewError E052 when they cannot be read or do not belong together
  static PemKeyCertOptions of(Tls files, Vertx vertx) {
    for (Path file : List.of(files.certificate(), files.key())) {
      if (!Files.isReadable(file)) {
        String what = Files.exists(file) ? "cannot be read" : "there is no such file";
        throw new ClewError(ErrorCode.E052, file + ": " + what + ".");
      }
    }
    var options =
        new PemKeyCertOptions()
            .setCertPath(files.certificate().toString())
            .setKeyPath(files.key().toString());
    try {
      for (KeyManager each : options.getKeyManagerFactory(vertx).getKeyManagers()) {
        if (each instanceof X509KeyManager manager && belongTogether(manager)) {
          return options;
        }
      }
    } catch (Exception e) {
      throw new ClewError(
          ErrorCode.E052, files.certificate() + ", " + files.key() + ": " + reason(e) + ".", e);
    }
    throw new ClewError(
        ErrorCode.E052,
        files.key() + " is not the key of the certificate " + files.certificate() + ".");
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static boolean belongTogether(X509KeyManager manager) throws GeneralSecurityException {
    for (String kind : KINDS) {
      String[] aliases = manager.getServerAliases(kind, null);
      if (aliases != null && aliases.length > 0) {
        return signs(
            manager.getPrivateKey(aliases[0]), manager.getCertificateChain(aliases[0])[0], kind);
      }
    }
    return false;
  }

  private static boolean signs(PrivateKey key, X509Certificate certificate, String kind)
      throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(
            switch (kind) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> kind;
            });
    signature.initSign(key);
    byte[] signed = signature.sign();
    signature.initVerify(certificate);
    return signature.verify(signed);
  }
}
