package dev.clew.otlp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateKeyFileTest {
  @TempDir Path directory;

  @Test
  void pkcs1AndPkcs8AreTheSameRsaKey() throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    byte[] pkcs8 = key.getEncoded();
    // SEQUENCE (4), version (3), algorithm (15), OCTET STRING (4): then the key itself.
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);

    assertThat(PrivateKeyFile.read(pem("PRIVATE KEY", pkcs8))).isEqualTo(key);
    assertThat(PrivateKeyFile.read(pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
  }

  @Test
  void sec1IsAnEcKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
    String secret = "%064x".formatted(key.getS());
    byte[] sec1 = HexFormat.of().parseHex("30310201010420" + secret + "a00a06082a8648ce3d030107");

    ECPrivateKey read = (ECPrivateKey) PrivateKeyFile.read(pem("EC PRIVATE KEY", sec1));

    assertThat(read.getS()).isEqualTo(key.getS());
    assertThat(read.getParams()).isEqualTo(key.getParams());
  }

  @Test
  void anEncryptedKeyIsNamedAsSuch() throws Exception {
    assertThatThrownBy(() -> PrivateKeyFile.read(pem("ENCRYPTED PRIVATE KEY", new byte[9])))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("encrypted key");
  }

  @Test
  void aDamagedKeyIsNoCrash() throws Exception {
    for (byte[] der : new byte[][] {{0x30}, {0x30, (byte) 0x84, -1, -1, -1, -1}, {1, 2, 3}}) {
      for (String type : new String[] {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"}) {
        assertThatThrownBy(() -> PrivateKeyFile.read(pem(type, der)))
            .isInstanceOf(GeneralSecurityException.class)
            .hasMessageContaining("damaged key");
      }
    }
  }

  private Path pem(String type, byte[] content) throws Exception {
    return Files.writeString(
        directory.resolve("key.pem"),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(type, Base64.getMimeEncoder().encodeToString(content), type));
  }
}
