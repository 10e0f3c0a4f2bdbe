package dev.clew.functional.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Debian's Chromium, and what it complained about. A browser belongs to one thread.
final class Browser implements AutoCloseable {
  private static final List<Path> PLACES =
      Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
          .map(Path::of)
          .toList();

  /// For a machine that does much else.
  private static final double PATIENCE_MILLIS = 180_000;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> complaints = new ArrayList<>();

  Browser() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    playwright =
        Playwright.create(
            new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Path program = PLACES.stream().filter(Files::exists).findFirst().orElse(PLACES.getFirst());
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(program)
                    .setTimeout(PATIENCE_MILLIS)
                    .setArgs(List.of("--no-sandbox", "--lang=en-US")));
  }

  /// Whether tests of the page run: where there is a browser, and always in CI.
  static boolean isWanted() {
    return PLACES.stream().anyMatch(Files::exists) || "true".equals(System.getenv("CI"));
  }

  /// Opens a page as large as a laptop's window.
  Page open(String url) {
    return open(url, 1280, ColorScheme.LIGHT);
  }

  /// Opens a page.
  Page open(String url, int width, ColorScheme scheme) {
    Page page =
        browser.newPage(
            new com.microsoft.playwright.Browser.NewPageOptions()
                .setViewportSize(width, 800)
                .setColorScheme(scheme)
                .setLocale("en-GB"));
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add("a dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.navigate(url);
    return page;
  }

  /// What Chromium complained about: errors, what the Content-Security-Policy refused, dialogs.
  List<String> complaints() {
    return complaints;
  }

  /// Closes all pages, and forgets what there was to complain about.
  void clear() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    complaints.clear();
  }

  /// Keeps a picture of the page in `target/page`.
  static void picture(Page page, String name) {
    page.screenshot(
        new ScreenshotOptions().setPath(Path.of("target", "page", name + ".png").toAbsolutePath()));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
