package dev.clew.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing heavy is loaded to check a configuration that has no file: of SmallRye Config a value
/// and the interface of a source, not the builder, which starts a logging framework.
class WithoutFilesTest {
  @Test
  void parserIsNotLoaded(@TempDir Path root) throws Exception {
    List<String> asked = new ArrayList<>();
    URL classes = SettingsLoader.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    ClassLoader noted =
        new ClassLoader(platform) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            asked.add(name);
            return Class.forName(name, true, WithoutFilesTest.class.getClassLoader());
          }
        };
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, noted)) {
      Class<?> type = loader.loadClass(SettingsLoader.class.getName());
      Class<?> flags = loader.loadClass(Flags.class.getName());
      Object settings =
          type.getMethod("load", flags, Map.class, Path.class, Path.class)
              .invoke(
                  type.getConstructor().newInstance(),
                  flags.getField("NONE").get(null),
                  Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317"),
                  root,
                  root);
      assertThat(settings).isNotNull();
    }
    assertThat(asked)
        .filteredOn(name -> !name.startsWith("dev.clew."))
        .allMatch(name -> name.matches("io[.]smallrye[.]config[.]ConfigValue[A-Za-z$]*"));
  }
}
