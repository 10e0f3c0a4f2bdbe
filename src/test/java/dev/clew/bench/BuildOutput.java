package dev.clew.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What builds and tests print: the same in every JVM.
public final class BuildOutput {
  private static final List<String> KINDS =
      List.of(
          "[INFO] Compiling %d source files with javac [debug release 25] to target/classes",
          "\u001b[32m✓\u001b[0m renders the list of %d items (%d ms)",
          "npm http fetch GET 200 https://registry.npmjs.org/lit/-/lit-%d.tgz %dms (cache miss)",
          "gcc -O2 -g -Wall -DVERSION=\\\"%d\\\" -Iinclude -c src/module_%d.c -o build/module_%d.o",
          "\tat com.example.service.Handler.handle(Handler.java:%d)",
          "",
          "2026-01-01T12:00:%d INFO  [worker-%d] request id=%d path=/api/v1/items status=200",
          "Downloaded: %d of 512 KB",
          "  key: value, token.c, %d tests, 0 failures");

  private BuildOutput() {}

  /// A megabyte of lines with their ends, without a secret.
  public static byte[] megabyte() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    while (text.length() < 1 << 20) {
      Object[] numbers = random.ints(3, 0, 100_000).boxed().toArray();
      text.append(KINDS.get(random.nextInt(KINDS.size())).formatted(numbers)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The same as lines, without their ends.
  public static List<byte[]> lines() {
    List<byte[]> lines = new ArrayList<>();
    new String(megabyte(), StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> lines.add(line.getBytes(StandardCharsets.UTF_8)));
    return lines;
  }
}
