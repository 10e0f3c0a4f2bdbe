package dev.clew.otlp.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an unencrypted private key from a PEM file: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC).
final class PrivateKeyFile {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1");
  private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
  private static final byte[] VERSION_1 = HexFormat.of().parseHex("020101");
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int PARAMETERS = 0xA0;

  private PrivateKeyFile() {}

  /// @throws GeneralSecurityException when the file has no key, or an encrypted or unknown one
  static PrivateKey read(Path pem) throws GeneralSecurityException, IOException {
    String text = Files.readString(pem, StandardCharsets.ISO_8859_1);
    Matcher block = BLOCK.matcher(text);
    if (!block.find()) {
      boolean encrypted =
          text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("4,ENCRYPTED");
      throw new GeneralSecurityException(
          pem
              + (encrypted
                  ? " holds an encrypted key; remove its passphrase with `openssl pkey`"
                  : " holds no private key in PEM form"));
    }
    PKCS8EncodedKeySpec spec;
    try {
      byte[] der = Base64.getMimeDecoder().decode(block.group(2));
      spec =
          new PKCS8EncodedKeySpec(
              switch (block.group(1)) {
                case "RSA PRIVATE KEY" -> pkcs8(RSA, der);
                case "EC PRIVATE KEY" -> ofEc(der);
                default -> der;
              });
    } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
      throw new GeneralSecurityException(pem + " holds a damaged key", e);
    }
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException _) {
        // The key is of another algorithm.
      }
    }
    throw new GeneralSecurityException(pem + " holds a damaged key, or one of an unknown kind");
  }

  /// SEC 1 keeps the curve inside the key, PKCS#8 beside it.
  private static byte[] ofEc(byte[] der) {
    ByteBuffer key = value(ByteBuffer.wrap(der), SEQUENCE);
    value(key, VERSION_0[0]);
    byte[] secret = bytes(value(key, OCTETS));
    byte[] curve = bytes(value(key, PARAMETERS));
    return pkcs8(
        tagged(SEQUENCE, EC_PUBLIC_KEY, curve),
        tagged(SEQUENCE, VERSION_1, tagged(OCTETS, secret)));
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return tagged(SEQUENCE, VERSION_0, algorithm, tagged(OCTETS, key));
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    var all = new ByteArrayOutputStream();
    all.write(tag);
    int length = content.size();
    if (length >= 0x80) {
      all.write(0x82);
      all.write(length >> 8);
    }
    all.write(length);
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  /// The content of the next element, which has to have this tag.
  private static ByteBuffer value(ByteBuffer in, int tag) {
    if ((in.get() & 0xFF) != tag) {
      throw new IllegalArgumentException("unexpected element");
    }
    int length = in.get() & 0xFF;
    if (length >= 0x80) {
      int size = length & 0x7F;
      length = 0;
      for (int i = 0; i < size; i++) {
        length = (length << 8) | (in.get() & 0xFF);
      }
    }
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("element cut off");
    }
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }

  private static byte[] bytes(ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }
}
