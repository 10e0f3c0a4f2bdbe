package dev.clew.otlp.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// Reads the certificates of a PEM file, whatever else stands between them.
final class CertificateFile {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  /// Far more than any bundle of authorities has.
  private static final long LONGEST = 16 << 20;

  private CertificateFile() {}

  /// @throws GeneralSecurityException when the file has none, or a damaged one
  static List<X509Certificate> read(Path pem) throws GeneralSecurityException, IOException {
    List<X509Certificate> found = new ArrayList<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (String block : blocks(pem)) {
      try {
        found.add(certificate(factory, block));
      } catch (CertificateException e) {
        throw new GeneralSecurityException(pem + " holds a damaged certificate", e);
      }
    }
    if (found.isEmpty()) {
      throw new GeneralSecurityException(pem + " holds no certificate in PEM form");
    }
    return found;
  }

  /// The certificates that can be read: one of a hundred that this JDK does not understand is no
  /// failure.
  static List<X509Certificate> readable(Path pem) throws GeneralSecurityException, IOException {
    List<X509Certificate> found = new ArrayList<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (String block : blocks(pem)) {
      try {
        found.add(certificate(factory, block));
      } catch (CertificateException _) {
        // The others count.
      }
    }
    return found;
  }

  private static X509Certificate certificate(CertificateFactory factory, String block)
      throws CertificateException {
    return (X509Certificate)
        factory.generateCertificate(
            new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static List<String> blocks(Path pem) throws IOException {
    if (Files.size(pem) > LONGEST) {
      throw new IOException(pem + " has more than " + LONGEST + " bytes");
    }
    String text = Files.readString(pem, StandardCharsets.ISO_8859_1);
    List<String> blocks = new ArrayList<>();
    for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
      int end = text.indexOf(END, begin);
      if (end < 0) {
        break;
      }
      blocks.add(text.substring(begin, end + END.length()) + "\n");
    }
    return blocks;
  }
}
