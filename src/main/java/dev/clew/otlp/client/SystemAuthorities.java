package dev.clew.otlp.client;

import dev.clew.config.Egress;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The certificate authorities of this machine, found as OpenSSL and Go find them: `SSL_CERT_FILE`
/// stands in place of the system's bundle, `SSL_CERT_DIR` in place of its directories. What cannot
/// be read is passed over, as there.
///
/// @param bundles where systems keep their bundle; the first that has a certificate is taken
/// @param directories where systems keep single files
record SystemAuthorities(List<Path> bundles, List<Path> directories) {
  /// Debian, Fedora, openSUSE, RHEL, and Alpine and macOS.
  static SystemAuthorities ofThisMachine() {
    return new SystemAuthorities(
        List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem")),
        List.of(Path.of("/etc/ssl/certs"), Path.of("/etc/pki/tls/certs")));
  }

  /// The authorities that there are; empty where only those that are built in are left.
  Set<X509Certificate> find(Egress egress) throws GeneralSecurityException {
    Set<X509Certificate> found = new LinkedHashSet<>();
    Path file = egress.certificateFile();
    if (file != null) {
      addFile(found, file);
    }
    egress.certificateDirectories().forEach(directory -> addDirectory(found, directory));
    // A variable that is set for one of the two leaves the other as the system has it.
    if (file == null || egress.certificateDirectories().isEmpty()) {
      addSystems(found);
    }
    return found;
  }

  private void addSystems(Set<X509Certificate> found) {
    for (Path bundle : bundles) {
      if (addFile(found, bundle)) {
        return;
      }
    }
    directories.forEach(directory -> addDirectory(found, directory));
  }

  private static void addDirectory(Set<X509Certificate> found, Path directory) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      files.forEach(file -> addFile(found, file));
    } catch (IOException _) {
      // It is not there, or not readable: others may be.
    }
  }

  private static boolean addFile(Set<X509Certificate> found, Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      return found.addAll(CertificateFile.readable(file));
    } catch (IOException | GeneralSecurityException _) {
      return false;
    }
  }
}
