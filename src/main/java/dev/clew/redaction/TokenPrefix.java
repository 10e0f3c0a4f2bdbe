package dev.clew.redaction;

import java.util.Arrays;
import java.util.List;

/// What every token of one kind begins with, before a separator.
final class TokenPrefix {
  /// Before an underscore.
  static final Endings<TokenPrefix> UNDERSCORE =
      byEnding(
          // GitHub, npm, Hugging Face, Docker
          "20 ghp gho ghu ghs ghr github_pat dckr_pat dckr_oat",
          "30 npm hf api_org",
          // Stripe, Shippo, Duffel, Supabase
          "10# sk_live sk_test sk_prod rk_live rk_test rk_prod",
          "20# whsec shippo_live shippo_test duffel_live duffel_test sb_secret",
          // PlanetScale, Grafana, Sentry, Fly, 1Password
          "28+ pscale_tkn pscale_oauth pscale_pw glc sntrys",
          "80+ fm1r fm1a fm2 ops",
          "30# glsa lin_api lin_oauth pnu lsv2_pt lsv2_sk figd r8",
          // Supabase, Cloudflare
          "39# sbp cfut cfat",
          // Notion, PostHog, Resend
          "43# secret phc phs",
          "32# re",
          // DigitalOcean, Shopify, RubyGems, Sentry, Sourcegraph, Sonar, Groq, Netlify and others
          "32# dop_v1 doo_v1 dor_v1 shpat shpca shppa shpss",
          "36# ntn rubygems sntryu sgp squ sqp sqa gsk pcsk phx nfp tfp fo1 clojars rdme",
          "14# sm_aat sm_pat sm_sat");

  /// Before a hyphen.
  static final Endings<TokenPrefix> HYPHEN =
      byEnding(
          // GitLab
          "16+ glpat glptt gldt glrt glcbt glagent gloas glsoat glimt glft glffct glwt",
          // Slack
          "10+ xoxa xoxb xoxc xoxd xoxe xoxo xoxp xoxr xoxs xapp",
          // OpenAI, Anthropic and those that do alike
          "20# sk",
          "40 pypi pplx nvapi xai xkeysib xsmtpsib bedrock-api-key",
          "30# pul pmak ico p8e tk-us s-s4t2ud s-s4t2af hrku dnkey fio-u",
          "19# nrak nrii nrjs nrra sq0atp sq0csp tskey",
          "12# flwseck flwseck_test",
          "24 gocspx",
          "50 age-secret-key",
          "100# v1.0",
          // Octopus, 1Password
          "26# api a3");

  /// Before a dot.
  static final Endings<TokenPrefix> DOT =
      byEnding(
          // Vault, SendGrid, Google, Dynatrace
          "20 hvs hvb hvr",
          "16+# sg",
          "20+ ya29 dt0c01 dt0s01",
          // Doppler, Terraform, Harness, Dropbox
          "36 dp.pt dp.st dp.ct dp.sa dp.scim dp.audit atlasv1",
          "20+# pat sat",
          "100 sl");

  private final byte[] text;
  private final int atLeast;
  private final boolean needsDigit;
  private final boolean wide;

  /// @param text without the separator
  /// @param atLeast how many letters, digits, underscores and hyphens follow at least
  /// @param needsDigit whether a digit must be among them: names begin so too
  /// @param wide whether dots, slashes and what else base64 has belong to it
  private TokenPrefix(byte[] text, int atLeast, boolean needsDigit, boolean wide) {
    this.text = text;
    this.atLeast = atLeast;
    this.needsDigit = needsDigit;
    this.wide = wide;
  }

  byte[] text() {
    return text;
  }

  int atLeast() {
    return atLeast;
  }

  boolean needsDigit() {
    return needsDigit;
  }

  boolean wide() {
    return wide;
  }

  private static Endings<TokenPrefix> byEnding(String... kinds) {
    List<TokenPrefix> all = Arrays.stream(kinds).flatMap(kind -> of(kind).stream()).toList();
    return new Endings<>(all, TokenPrefix::text, TokenPrefix[]::new, TokenPrefix[][]::new);
  }

  /// @param kind a number, `+` for a wide one, `#` where a digit is needed, and texts
  private static List<TokenPrefix> of(String kind) {
    String[] words = kind.split(" ");
    String rule = words[0];
    int atLeast = Integer.parseInt(rule.replaceAll("[+#]", ""));
    return Arrays.stream(words)
        .skip(1)
        .map(
            text ->
                new TokenPrefix(
                    TextWindow.ascii(text), atLeast, rule.contains("#"), rule.contains("+")))
        .toList();
  }
}
