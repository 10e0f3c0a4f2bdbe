package dev.clew.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Invented secrets, put together from pieces so that no scanner takes this repository for leaky,
/// each in a place where builds print them. The same in every JVM.
final class InventedSecrets {
  /// @param line what is printed
  /// @param secret what must not be recorded of it
  record Invented(String line, String secret) {}

  private static final String ALNUM =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String HEX = "0123456789abcdef";
  private static final String CAPS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String DIGITS = "0123456789";

  /// Prefix, alphabet, length.
  private static final Object[][] TOKENS = {
    {"ghp" + "_", ALNUM, 36}, {"gho" + "_", ALNUM, 36}, {"ghs" + "_", ALNUM, 36},
    {"github" + "_pat_", ALNUM, 82}, {"glpat" + "-", ALNUM, 20}, {"glsoat" + "-", ALNUM, 20},
    {"glimt" + "-", ALNUM, 25}, {"glft" + "-", ALNUM, 20}, {"glrt" + "-", ALNUM, 20},
    {"gldt" + "-", ALNUM, 20}, {"glffct" + "-", ALNUM, 20}, {"xoxb" + "-", DIGITS, 30},
    {"xoxc" + "-", DIGITS, 30}, {"xoxd" + "-", ALNUM, 40}, {"xapp" + "-1-", ALNUM, 40},
    {"npm" + "_", ALNUM, 36}, {"hf" + "_", ALNUM, 34}, {"sk" + "_live_", ALNUM, 24},
    {"rk" + "_test_", ALNUM, 24}, {"sk" + "-proj-", ALNUM, 48}, {"sk" + "-ant-api03-", ALNUM, 80},
    {"pypi" + "-AgEIcHlwaS5vcmc", ALNUM, 60}, {"hvs" + ".", ALNUM, 90}, {"SG" + ".", ALNUM, 66},
    {"AI" + "za", ALNUM, 35}, {"AK" + "IA", CAPS, 16}, {"AS" + "IA", CAPS, 16},
    {"SK", HEX, 32}, {"dop" + "_v1_", HEX, 64}, {"shp" + "at_", HEX, 32},
    {"glsa" + "_", ALNUM, 41}, {"lin" + "_api_", ALNUM, 40}, {"rubygems" + "_", HEX, 48},
    {"dckr" + "_pat_", ALNUM, 27}, {"PMAK" + "-", HEX, 59}, {"NRAK" + "-", CAPS, 27},
    {"pul" + "-", HEX, 40}, {"AGE-SECRET" + "-KEY-1", CAPS, 58}, {"LTAI", ALNUM, 20},
    {"sha256" + "~", ALNUM, 43}, {"ya29" + ".", ALNUM, 60}, {"GOCSPX" + "-", ALNUM, 28},
    {"dp.pt" + ".", ALNUM, 43}, {"EZ" + "AK", ALNUM, 54}, {"AKC" + "p", ALNUM, 69},
    {"whsec" + "_", ALNUM, 32}, {"pscale" + "_tkn_", ALNUM, 43}, {"xkeysib" + "-", HEX, 80},
    {"sntryu" + "_", HEX, 64}, {"squ" + "_", HEX, 40}, {"gsk" + "_", ALNUM, 48},
    {"EA" + "AA", ALNUM, 60}, {"ATATT" + "3xFfGF0", ALNUM, 180}, {"v1" + ".", HEX, 40},
    {"GR" + "1348941", ALNUM, 20}, {"dapi", HEX, 32}, {"secret" + "_", ALNUM, 43},
    {"re" + "_", ALNUM, 33}, {"phx" + "_", ALNUM, 43}, {"API" + "-", CAPS, 26},
  };

  /// Where tokens stand that are known by their look.
  private static final List<String> ANYWHERE =
      List.of(
          "%s",
          "using \"%s\" for the upload",
          "{\"log\":\"sent\\n%s\"}",
          "{\"log\":\"sent\\t%s\\r\"}",
          "x%%3D%s%%26y",
          "\u001b[1m%s\u001b[0m",
          "error: <%s>, again",
          "path/%s/end");

  /// Where passwords stand that are known by their names, with `%s` for them.
  private static final List<String> NAMED =
      List.of(
          "{\"password\":\"a\\\"%s\"}",
          "+ TOKEN=$'%s'",
          "sh -c \"TOKEN=\\$'%s' make\"",
          "sh -c \"TOKEN=\\$\\'%s\\' make\"",
          "echo \"password=\\$\\\"%s\\\"\"",
          "PASSWORD='a'\\''%s'",
          "password = 'it''%s'",
          "PASSWORD=a\\ %s",
          "--password=\"two %s\"",
          "Password:      %s",
          "api_key           = %s",
          "DB_PASS=%s",
          "SECRET_KEY=%s",
          "ROOT_PW: %s",
          "export GITHUB_TOKEN=%s",
          "DB_PASSWORD_2=%s",
          "TOKEN_PROD=%s",
          "privateKey: \"%s\"",
          "spring.datasource.password=%s",
          "<password>%s</password>",
          "<add key=\"Password\" value=\"%s\" />",
          "- name: DB_PASSWORD, value: %s",
          "password = '''%s'''",
          "password = \"\"\"%s\"\"\"",
          "curl -u admin:%s https://h",
          "curl --user 'admin:%s' https://h",
          "curl -sSf -uadmin:%s h",
          "mysql -uroot -p%s db",
          "docker login -u me -p %s r.example.com",
          "sshpass -p '%s' ssh h",
          "redis-cli -a %s ping",
          "http -a me:%s h",
          "curl -H 'Authorization: Basic %s'",
          "curl -H \"X-Api-Key: %s\" h",
          "Cookie: session=%s; theme=dark",
          "Set-Cookie: id=%s; Path=/",
          "Authorization: token %s",
          "Server=h;Database=d;User Id=u;Pwd=%s;",
          "Server=h;Uid=u;Password=%s;Encrypt=true",
          "AccountName=a;AccountKey=%s==;EndpointSuffix=core",
          "SharedAccessKey=%s=",
          "https://a.example/c?sv=2022&sig=%s%%3D&se=2026",
          "//registry.npmjs.org/:_authToken=%s",
          "_auth=%s==",
          "    client-key-data: %s",
          "https://me:%s@git.example.com/x.git",
          "postgres://app:a/%s?#b@db:5432/x",
          "redis://:%s@cache:6379",
          "token%%3D%s%%26x%%3D1",
          "ALTER USER a PASSWORD '%s';",
          "CREATE USER a IDENTIFIED BY '%s';",
          "openssl rsa -passin pass:%s -in k",
          "keytool -storepass %s -list",
          "::add-mask::%s",
          "https://hooks.slack.com/services/%s",
          "hooks.slack.com/services/T0/%s",
          "https://discord.com/api/webhooks/1/%s",
          "$env:API_TOKEN = \"%s\"",
          "os.environ['API_KEY'] = '%s'",
          "{\\\"client_secret\\\":\\\"%s\\\"}",
          "[\"mysqldump\", \"--password\", \"%s\"]",
          "\u001b]0;token=%s\u0007done",
          "\u001b]8;;https://u:%s@h\u001b\\link\u001b]8;;\u001b\\",
          "password=%s\rdone",
          "token=%s\u001b[2K\rdone",
          "\u001bPtoken=%s\u001b\\done",
          "token=%s\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\b\bdone",
          "pass\u001b[31mword=%s\rdone",
          "machine h login u password %s",
          "  password %s",
          "| password | %s |",
          "\u2502 db_token \u2502 %s \u2502",
          "The initial password is %s",
          "Your new token is %s.",
          "ENV DB_PASSWORD %s",
          "setenv DB_PASSWD %s",
          "set -gx SECRET_TOKEN %s",
          "npm config set //registry.npmjs.org/:_authToken %s",
          "npm ERR! config authToken %s",
          "poetry config pypi-token.pypi %s",
          "composer config http-basic.repo.example.com me %s",
          "bundle config gems.example.com me:%s",
          "aws configure set aws_secret_access_key %s",
          "aws ssm put-parameter --type SecureString --value %s",
          "gh secret set X --body %s",
          "gem push --key %s",
          "curl --proxy-user u:%s h",
          "skopeo copy --dest-creds=joe:%s a b",
          "cargo login %s",
          "vault login %s",
          "ngrok config add-authtoken %s",
          "TF_TOKEN_app_terraform_io=%s",
          "X_TOKEN_Y=%s",
          "BUNDLE_GITHUB__COM=%s",
          "vault write auth/x secret_id=%s",
          "\"password\": {\"value\": \"%s\"}",
          "\"access_key\": {\"type\": \"string\", \"value\": \"%s\"}",
          "\\u0022password\\u0022:\\u0022%s\\u0022",
          "&quot;password&quot;:&quot;%s&quot;",
          "%%22password%%22%%3A%%22%s%%22",
          "\\x22password\\x22:\\x22%s\\x22",
          "password&#61;%s",
          "password\\u003d%s",
          "requirepass %s",
          "pass: %s",
          "passwd %s",
          "ssl.keystore.password %s",
          "SET PASSWORD FOR x = '%s'",
          "CREATE USER x IDENTIFIED WITH p BY '%s'",
          "CREATE LOGIN sa WITH PASSWORD = N'%s'",
          "echo 'root:%s' | chpasswd",
          "chpasswd <<< root:%s",
          "htpasswd -b f u %s",
          "htpasswd -nb u %s",
          "echo %s | docker login -u u --password-stdin",
          "printf '%%s' \"%s\" | docker login -u u --password-stdin",
          "sqlplus scott/%s@db",
          "jdbc:oracle:thin:scott/%s@//h:1521/x",
          "lftp -u joe,%s sftp://h",
          "db:5432:x:joe:%s",
          "::save-state name=session-password::%s",
          "<property name=\"x.password\">%s</property>",
          "<string name=\"api_secret\">%s</string>",
          "define( 'DB_PASSWORD', '%s' );",
          "ConvertTo-SecureString \"%s\" -AsPlainText",
          "net use z: \\\\h\\s /user:joe %s",
          "cmdkey /add:h /user:joe /pass:%s",
          "signtool sign /f x.pfx /p %s a.exe",
          "contrase\u00f1a: %s",
          "mot de passe : %s",
          "senha=%s",
          "Kennwort: %s",
          "invalid token: %s9Zk3Wp7Qm2Xs",
          "ocp-apim-subscription-key: %s1x2",
          "bindpw %s",
          "psk=%s1x2",
          "runas /user:joe /savecred pass=%sQ",
          "security unlock-keychain -p %s build.keychain",
          "xcrun altool --upload-app -u me -p %s",
          "schtasks /create /ru joe /rp %s",
          "ansible-vault encrypt_string '%s' --name x",
          "DSN: joe:%s@tcp(db:3306)/x",
          "Unseal Key 1: %s",
          "https://joe:p@ss/w#%s@h/x",
          "joe:$2y$10$abcdefghijklmnopqrstuu%s",
          "hash is $2b$12$abcdefghijklmnopqrstuu%s, stored",
          "    BASIC_AUTH: joe:$$2y$$05$$abcdefghijklmnopqrstuu%s",
          "echo \"joe:\\$2y\\$05\\$abcdefghijklmnopqrstuu%s\"",
          "root:$6$rounds=5000$c2FsdHNhbHQ$abcdefghijklmnopqrstu%s:19000:0:99999:7:::",
          "passwd_hash $5$c2FsdHNhbHQ$abcdefghijklmnopqrstuu%s",
          "$y$j9T$c2FsdHNhbHQ$abcdefghijklmnopqrstuu%s",
          "admin:$apr1$c2FsdHNh$abcdefghij%s",
          "{\"hash\":\"$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$abcdefghij%s\"}",
          "userPassword:: {SSHA}abcdefghij%s==",
          "using {SSHA512}abcdefghij%s==",
          "'pbkdf2_sha256$260000$c2FsdHNhbHQ$abcdefghij%s='",
          "pbkdf2:sha256:600000$c2FsdHNhbHQ$abcdefghij%s",
          "scrypt:32768:8:1$c2FsdHNhbHQ$abcdefghij%s",
          "SCRAM-SHA-256$4096:c2FsdHNhbHQ==$abcdefghijabcdefghij=:abcdefghij%s=",
          "otpauth://totp/Acme:joe@example.com?secret=%s&issuer=Acme",
          "otpauth-migration://offline?data=%s",
          "totp_secret=%s",
          "totp_seed: %s",
          "Your new secret key is: %s",
          "pass = %s",
          "rclone obscure %s",
          "+ rclone config create box sftp host h user joe pass %s",
          "/usr/bin/rclone config create s3 s3 access_key_id AKIA secret_access_key %s region x",
          "rclone config update box pass2 '%s' --obscure && true",
          "rclone config password box pass %s",
          "Secret { password: \"%s\" }",
          "Config { user: \"joe\", password: Some(\"%s\"), port: 1 }",
          "{\"msg\":\"Config { password: Some(\\\"%s\\\") }\"}",
          "token: Some(Secret(\"%s\"))",
          "password: Some(%s)",
          "password: SecretString(\"%s\")",
          "Config(user='joe', password=SecretStr('%s'))",
          "Config(user=joe, password=%s, host=db)",
          "Config[user=joe, password=Optional[%s], host=db]",
          "&{User:joe Password:%s Host:db}",
          "main.Config{User:\"joe\", Password:\"%s\"}",
          " Password: (string) (len=24) \"%s\",",
          "[\"password\"]=> string(24) \"%s\"",
          "Config {password = Just \"%s\"}");

  private InventedSecrets() {}

  static List<Invented> all() {
    Random random = new Random(22);
    List<Invented> all = new ArrayList<>();
    for (int i = 0; i < TOKENS.length; i++) {
      for (int k = 0; k < 4; k++) {
        Object[] kind = TOKENS[i];
        String rest = "1" + text(random, (String) kind[1], (Integer) kind[2] - 1);
        String place = ANYWHERE.get((i + k * 3) % ANYWHERE.size());
        all.add(new Invented(place.formatted(kind[0] + rest), rest));
      }
    }
    for (String place : NAMED) {
      for (int k = 0; k < 4; k++) {
        String secret = "q" + text(random, ALNUM, 10 + random.nextInt(20)) + "7";
        all.add(new Invented(place.formatted(secret), secret));
      }
    }
    return all;
  }

  private static String text(Random random, String alphabet, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
