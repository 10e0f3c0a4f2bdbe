import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives the classes of a package in a jar stack maps (JVMS §4.10.1), in place: {@code java StackMaps.java JAR PACKAGE}.
 *
 * <p>The JVM keeps no class older than version 50 in an AOT cache, since it can be verified at run time only. picocli is compiled for
 * Java 5, and a command spent more time loading it than on all else.
 */
public final class StackMaps {

  static void main(String... arguments) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(arguments[0]))) {
      Path directory = jar.getPath("/" + arguments[1].replace('.', '/'));
      ClassFile classFile =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ConstantPoolSharingOption.NEW_POOL,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(type -> open(jar, type))
                      .orElse(ClassHierarchyResolver.defaultResolver())
                      .cached()));
      List<Path> old;
      try (Stream<Path> files = Files.walk(directory)) {
        old = files.filter(file -> file.toString().endsWith(".class")).toList();
      }
      for (Path file : old) {
        ClassModel model = classFile.parse(Files.readAllBytes(file));
        if (model.majorVersion() < ClassFile.JAVA_6_VERSION) {
          FileTime time = Files.getLastModifiedTime(file);
          Files.write(file, classFile.transformClass(model, withStackMaps()));
          Files.setLastModifiedTime(file, time);
        }
      }
    }
  }

  private static ClassTransform withStackMaps() {
    return ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
        .andThen(
            (builder, element) -> {
              if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
              } else {
                builder.with(element);
              }
            });
  }

  private static InputStream open(FileSystem jar, ClassDesc type) {
    String descriptor = type.descriptorString();
    Path file = jar.getPath("/" + descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return Files.exists(file) ? Files.newInputStream(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
