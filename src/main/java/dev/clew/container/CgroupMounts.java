package dev.clew.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where the control groups of this machine are mounted.
final class CgroupMounts {
  /// What is sampled of version 1.
  private static final List<String> SAMPLED = List.of("memory", "cpuacct", "blkio");

  /// Where the drivers cgroupfs and systemd put the group of a container.
  private static final List<String> PLACES =
      List.of(
          "/docker/%s",
          "/system.slice/docker-%s.scope",
          "/machine.slice/libpod-%s.scope",
          "/libpod_parent/libpod-%s");

  private final List<Mount> mounts;

  private CgroupMounts(List<Mount> mounts) {
    this.mounts = mounts;
  }

  /// @param controller of version 1, or "" for version 2
  /// @param root the group that is mounted there
  private record Mount(String controller, Path at, String root) {
    @Nullable Path directory(@Nullable String group) {
      if (group == null) {
        return null;
      }
      String rest =
          !root.equals("/") && group.startsWith(root) ? group.substring(root.length()) : group;
      Path directory = at.resolve(rest.replaceFirst("^/+", ""));
      return Files.isDirectory(directory) ? directory : null;
    }
  }

  /// @param proc where `/proc` lies
  static CgroupMounts read(Path proc) throws IOException {
    List<Mount> mounts = new ArrayList<>();
    for (String line : Files.readAllLines(proc.resolve("self/mountinfo"))) {
      List<String> fields = List.of(line.split(" ", -1));
      int type = fields.indexOf("-") + 1;
      Path at = Path.of(fields.get(4).replace("\\040", " "));
      if (fields.get(type).equals("cgroup2")) {
        mounts.add(new Mount("", at, fields.get(3)));
      } else if (fields.get(type).equals("cgroup")) {
        for (String controller : fields.getLast().split(",", -1)) {
          mounts.add(new Mount(controller, at, fields.get(3)));
        }
      }
    }
    return new CgroupMounts(mounts);
  }

  /// The directories of a group.
  ///
  /// @param group its path for a controller of version 1, and for "" that of version 2; null where
  ///   it has none
  /// @return by controller, or the one of version 2 under ""; empty when there is none
  Map<String, Path> directories(Function<String, @Nullable String> group) {
    Map<String, Path> found = new HashMap<>();
    for (Mount mount : mounts) {
      Path directory = mount.directory(group.apply(mount.controller()));
      if (directory != null) {
        found.put(mount.controller(), directory);
      }
    }
    Path two = found.remove("");
    // Where both are mounted, the controllers are of version 1.
    return found.containsKey("memory") || two == null ? found : Map.of("", two);
  }

  /// The directories of a container's group, which is there before any of its processes is known.
  ///
  /// @param id of the container
  /// @return empty as long as it is not there as a whole, or is somewhere else
  Map<String, Path> container(String id) {
    for (String place : PLACES) {
      Map<String, Path> found = directories(_ -> place.formatted(id));
      if (found.containsKey("") || found.keySet().containsAll(SAMPLED)) {
        return found;
      }
    }
    return Map.of();
  }
}
