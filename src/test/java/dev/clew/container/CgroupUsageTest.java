package dev.clew.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both versions of control groups, and both drivers that make them.
class CgroupUsageTest {
  private static final String ID = "9b6601f467f7";

  @TempDir Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private String mount(String place, String root, String type, String options) {
    return "30 24 0:26 "
        + root
        + " "
        + this.root.resolve(place)
        + " rw,nosuid - "
        + type
        + " cgroup "
        + options
        + "\n";
  }

  @Test
  void version2OfTheSystemdDriver() throws IOException {
    write("proc/self/mountinfo", mount("unified", "/", "cgroup2", "rw,nsdelegate"));
    write("proc/7/cgroup", "0::/system.slice/docker-" + ID + ".scope\n");
    String group = "unified/system.slice/docker-" + ID + ".scope/";
    write(group + "cpu.stat", "usage_usec 1500000\nuser_usec 1000000\nsystem_usec 500000\n");
    write(group + "memory.current", "5000\n");
    write(group + "memory.stat", "anon 1\ninactive_file 2000\nactive_file 1\n");
    write(group + "memory.peak", "9000\n");
    write(group + "io.stat", "8:0 rbytes=10 wbytes=20 rios=1\n8:16 rbytes=1 wbytes=2 rios=1\n");

    ContainerUsage usage = read();

    assertThat(usage.cpu()).hasValue(1.5);
    assertThat(usage.user()).hasValue(1);
    assertThat(usage.system()).hasValue(0.5);
    assertThat(usage.memory()).hasValue(5000);
    assertThat(usage.workingSet()).hasValue(3000);
    assertThat(usage.peak()).hasValue(9000);
    assertThat(usage.read()).hasValue(11);
    assertThat(usage.written()).hasValue(22);
  }

  @Test
  void version1OfTheCgroupfsDriver() throws IOException {
    write(
        "proc/self/mountinfo",
        mount("unified", "/", "cgroup2", "rw")
            + mount("memory", "/", "cgroup", "rw,memory")
            + mount("cpu", "/", "cgroup", "rw,cpu,cpuacct")
            + mount("blkio", "/", "cgroup", "rw,blkio"));
    write(
        "proc/7/cgroup",
        "4:memory:/docker/ID\n3:cpu,cpuacct:/docker/ID\n2:blkio:/docker/ID\n0::/docker/ID\n"
            .replace("ID", ID));
    Files.createDirectories(root.resolve("unified/docker/" + ID));
    write("memory/docker/" + ID + "/memory.usage_in_bytes", "5000\n");
    write("memory/docker/" + ID + "/memory.stat", "cache 1\ntotal_inactive_file 4000\n");
    write("memory/docker/" + ID + "/memory.max_usage_in_bytes", "6000\n");
    write("cpu/docker/" + ID + "/cpuacct.usage", "2500000000\n");
    write("cpu/docker/" + ID + "/cpuacct.stat", "user 150\nsystem 100\n");
    write(
        "blkio/docker/" + ID + "/blkio.throttle.io_service_bytes",
        "8:0 Read 7\n8:0 Write 8\n8:0 Sync 15\n8:0 Total 15\nTotal 15\n");

    ContainerUsage usage = read();

    assertThat(usage.cpu()).hasValue(2.5);
    assertThat(usage.user()).hasValue(1.5);
    assertThat(usage.system()).hasValue(1);
    assertThat(usage.memory()).hasValue(5000);
    assertThat(usage.workingSet()).hasValue(1000);
    assertThat(usage.peak()).hasValue(6000);
    assertThat(usage.read()).hasValue(7);
    assertThat(usage.written()).hasValue(8);
  }

  @Test
  void aMountOfAPartOfTheTree() throws IOException {
    write("proc/self/mountinfo", mount("unified", "/outer", "cgroup2", "rw"));
    write("proc/7/cgroup", "0::/outer/docker/" + ID + "\n");
    write("unified/docker/" + ID + "/memory.current", "1\n");

    assertThat(read().memory()).hasValue(1);
  }

  @Test
  void aProcessOfTheSameNumberElsewhereIsNone() throws IOException {
    write("proc/self/mountinfo", mount("unified", "/", "cgroup2", "rw"));
    write("proc/7/cgroup", "0::/user.slice\n");

    assertThat(CgroupUsage.of(root.resolve("proc"), 7, ID)).isNull();
    assertThat(CgroupUsage.of(root.resolve("proc"), 8, ID)).isNull();
  }

  @Test
  void aGroupThatHasGoneHasNoFigures() throws IOException {
    write("proc/self/mountinfo", mount("unified", "/", "cgroup2", "rw"));
    write("proc/7/cgroup", "0::/docker/" + ID + "\n");
    Files.createDirectories(root.resolve("unified/docker/" + ID));
    CgroupUsage group = CgroupUsage.of(root.resolve("proc"), 7, ID);

    assertThat(group).isNotNull();
    assertThat(group.read()).isNull();
  }

  @Test
  void aGroupIsFoundByTheContainersIdAlone() throws IOException {
    write("proc/self/mountinfo", mount("unified", "/", "cgroup2", "rw"));
    for (String place :
        List.of(
            "docker/%s",
            "system.slice/docker-%s.scope",
            "machine.slice/libpod-%s.scope",
            "libpod_parent/libpod-%s")) {
      String id = Integer.toHexString(place.hashCode());
      assertThat(named(id)).as(place).isNull();

      write("unified/" + place.formatted(id) + "/memory.current", "7\n");

      assertThat(named(id)).as(place).isNotNull();
      assertThat(named(id).read().memory()).as(place).hasValue(7);
    }
  }

  @Test
  void aGroupOfVersion1IsFoundWhenItIsWhole() throws IOException {
    write(
        "proc/self/mountinfo",
        mount("unified", "/", "cgroup2", "rw")
            + mount("memory", "/", "cgroup", "rw,memory")
            + mount("cpu", "/", "cgroup", "rw,cpu,cpuacct")
            + mount("blkio", "/", "cgroup", "rw,blkio"));
    write("memory/docker/" + ID + "/memory.usage_in_bytes", "5000\n");
    write("cpu/docker/" + ID + "/cpuacct.usage", "2500000000\n");
    assertThat(named(ID)).isNull();

    Files.createDirectories(root.resolve("blkio/docker/" + ID));

    assertThat(named(ID)).isNotNull();
    assertThat(named(ID).read().cpu()).hasValue(2.5);
  }

  private @Nullable CgroupUsage named(String id) throws IOException {
    return CgroupUsage.of(CgroupMounts.read(root.resolve("proc")), id);
  }

  private ContainerUsage read() {
    CgroupUsage group = CgroupUsage.of(root.resolve("proc"), 7, ID);
    assertThat(group).isNotNull();
    ContainerUsage usage = group.read();
    assertThat(usage).isNotNull();
    return usage;
  }
}
