package dev.clew.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A container's figures from its control group, of [version
/// 2](https://docs.kernel.org/admin-guide/cgroup-v2.html) or
/// [1](https://docs.kernel.org/admin-guide/cgroup-v1/index.html), whatever driver made it: the
/// kernel says itself in which one a process is.
final class CgroupUsage implements UsageSource {
  /// USER_HZ, 100 on every architecture that the JVM supports.
  private static final double TICKS = 100;

  private static final Pattern V1_IO = Pattern.compile("\\S+ (Read|Write) (\\d+)");
  private static final Pattern V2_IO = Pattern.compile("\\b([rw])bytes=(\\d+)");

  private final Map<String, Path> controllers;

  /// @param controllers directories of version 1 by controller, or that of version 2 under ""
  private CgroupUsage(Map<String, Path> controllers) {
    this.controllers = controllers;
  }

  /// The control group of a container's first process.
  ///
  /// @param proc where `/proc` lies
  /// @param id of the container, which tells its process from one of the same number elsewhere
  /// @return null when it is not on this machine, or not to be seen from here
  static @Nullable CgroupUsage of(Path proc, long pid, String id) {
    try {
      Map<String, String> groups = new HashMap<>();
      for (String line : Files.readAllLines(proc.resolve(pid + "/cgroup"))) {
        String[] parts = line.split(":", 3);
        for (String controller : parts[1].split(",", -1)) {
          groups.put(controller, parts[2]);
        }
      }
      if (groups.values().stream().noneMatch(group -> group.contains(id))) {
        return null;
      }
      return of(CgroupMounts.read(proc).directories(groups::get));
    } catch (IOException gone) {
      return null;
    }
  }

  /// The control group of a container, which is there before any of its processes is known.
  ///
  /// @param id of the container
  /// @return null when it is not there yet, or somewhere else
  static @Nullable CgroupUsage of(CgroupMounts mounts, String id) {
    return of(mounts.container(id));
  }

  private static @Nullable CgroupUsage of(Map<String, Path> found) {
    return found.isEmpty() ? null : new CgroupUsage(found);
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public void close() {
    // Files are read in no time.
  }

  @Override
  public @Nullable ContainerUsage read() {
    Path two = controllers.get("");
    ContainerUsage usage = two == null ? readOne() : readTwo(two);
    return usage.memory().isEmpty() && usage.cpu().isEmpty() ? null : usage;
  }

  private static ContainerUsage readTwo(Path group) {
    UnaryOperator<String> file = name -> text(group.resolve(name));
    String cpu = file.apply("cpu.stat");
    OptionalLong memory = whole(file.apply("memory.current"));
    OptionalLong idle = field(file.apply("memory.stat"), "inactive_file");
    String io = file.apply("io.stat");
    return new ContainerUsage(
        scaled(field(cpu, "usage_usec"), 1e6),
        scaled(field(cpu, "user_usec"), 1e6),
        scaled(field(cpu, "system_usec"), 1e6),
        OptionalDouble.empty(),
        memory,
        without(memory, idle),
        whole(file.apply("memory.peak")),
        sum(io, V2_IO, "r"),
        sum(io, V2_IO, "w"));
  }

  private ContainerUsage readOne() {
    OptionalLong memory = whole(one("memory", "memory.usage_in_bytes"));
    OptionalLong idle = field(one("memory", "memory.stat"), "total_inactive_file");
    String cpu = one("cpuacct", "cpuacct.stat");
    String io = one("blkio", "blkio.throttle.io_service_bytes");
    return new ContainerUsage(
        scaled(whole(one("cpuacct", "cpuacct.usage")), 1e9),
        scaled(field(cpu, "user"), TICKS),
        scaled(field(cpu, "system"), TICKS),
        OptionalDouble.empty(),
        memory,
        without(memory, idle),
        whole(one("memory", "memory.max_usage_in_bytes")),
        sum(io, V1_IO, "Read"),
        sum(io, V1_IO, "Write"));
  }

  private String one(String controller, String file) {
    Path directory = controllers.get(controller);
    return directory == null ? "" : text(directory.resolve(file));
  }

  /// Empty when the group has gone, or a controller is not on.
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }

  private static OptionalLong whole(String text) {
    String stripped = text.strip();
    return stripped.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(stripped))
        : OptionalLong.empty();
  }

  private static OptionalLong field(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> whole(line.substring(name.length())))
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  private static OptionalDouble scaled(OptionalLong value, double unit) {
    return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(value.getAsLong() / unit);
  }

  private static OptionalLong without(OptionalLong all, OptionalLong part) {
    return all.isEmpty() ? all : OptionalLong.of(Math.max(0, all.getAsLong() - part.orElse(0)));
  }

  /// The bytes of all disks; 0 where nothing has been read or written yet.
  private static OptionalLong sum(String text, Pattern entry, String direction) {
    long sum = 0;
    Matcher matcher = entry.matcher(text);
    while (matcher.find()) {
      sum += matcher.group(1).equals(direction) ? Long.parseLong(matcher.group(2)) : 0;
    }
    return OptionalLong.of(sum);
  }
}
