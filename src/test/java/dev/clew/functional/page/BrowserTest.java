package dev.clew.functional.page;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/// A server and a browser that the tests of a class share.
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
@EnabledIf("dev.clew.functional.page.Browser#isWanted")
@Isolated
abstract class BrowserTest {
  @TempDir static Path home;
  Server server;
  Browser browser;

  @BeforeAll
  void start() throws IOException {
    server = new Server(home, 0);
    browser = new Browser();
    record();
  }

  /// Sends what the tests look at.
  abstract void record() throws IOException;

  @AfterEach
  void clear() {
    browser.clear();
  }

  @AfterAll
  void end() throws InterruptedException {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  Page open(String path) {
    return browser.open(server.page() + path);
  }
}
