package dev.clew.run;

import static dev.clew.telemetry.ClewMetric.*;

import dev.clew.posix.ProcFs;
import dev.clew.posix.ProcFs.Usage;
import dev.clew.posix.ResourceUsage;
import dev.clew.telemetry.Measurement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Samples Clew itself and the command's whole process tree, by the [process
/// metrics](https://opentelemetry.io/docs/specs/semconv/system/process-metrics/) of the semantic
/// conventions.
///
/// Counters never fall: what ended processes used is kept from the accounts of waited-for children,
/// else from their last sample.
final class ProcessSampler {
  private static final AttributeKey<Long> PID = AttributeKey.longKey("process.pid");
  private static final AttributeKey<String> NAME =
      AttributeKey.stringKey("process.executable.name");
  private static final AttributeKey<String> CPU_MODE = AttributeKey.stringKey("cpu.mode");
  private static final AttributeKey<String> DIRECTION = AttributeKey.stringKey("disk.io.direction");
  private static final AttributeKey<String> SWITCH =
      AttributeKey.stringKey("process.context_switch.type");

  /// The kernel counts a living process' time in steps of 10 ms and an ended one's exactly: over
  /// less than this, in nanoseconds, the difference says nothing of the utilization.
  private static final long SHORTEST = 200_000_000;

  /// How far the kernel's figures of one process are apart.
  private static final long SLACK = 1 << 20;

  private final ProcFs proc;
  private final Accounts accounts;
  private final long self;
  private final boolean alone;
  private final int cpus;
  private final Track clew = new Track();
  private final Track command = new Track();
  private boolean begun;
  private long ownMemory;
  private long peakMemory;

  /// What the kernel keeps of accounts.
  ///
  /// @param own of this process, Clew
  /// @param children of the command and its children, as far as they have been waited for
  record Accounts(Supplier<ResourceUsage> own, Supplier<ResourceUsage> children) {}

  /// @param self Clew's pid
  /// @param alone whether Clew itself is sampled, too, which several commands of one Clew would do
  ///   several times
  /// @param cpus available to the processes
  ProcessSampler(ProcFs proc, Accounts accounts, long self, boolean alone, int cpus) {
    this.proc = proc;
    this.accounts = accounts;
    this.self = self;
    this.alone = alone;
    this.cpus = cpus;
  }

  /// Samples them; `nanos` is a monotonic time.
  ///
  /// @param pid of the command
  synchronized List<Measurement> sample(long pid, String name, long nanos) {
    ResourceUsage children = accounts.children().get();
    List<Measurement> all = new ArrayList<>();
    if (alone) {
      Usage own = proc.usage(self, accounts.own().get());
      if (own == null) {
        return List.of();
      }
      clew.update(own.user(), own.system(), own, nanos);
      clew.report(all, Attributes.of(PID, self, NAME, "clew"), cpus);
    }
    if (begun) {
      command.update(look(pid), children, nanos);
    } else {
      begun = true;
      ownMemory = proc.peakMemory(self);
      command.update(usage(proc.tree(pid)), children, nanos);
    }
    command.report(all, Attributes.of(PID, pid, NAME, name), cpus);
    return all;
  }

  /// Looks at the memory of the command's processes, for its peak. The first sample is none of
  /// these: it sees a process of a few pages, which has just been started.
  ///
  /// The largest child is no smaller than Clew itself was when it started the command, which shared
  /// its memory until it had a program of its own: only more than that says something.
  synchronized Usage look(long pid) {
    long largest = accounts.children().get().largest();
    if (largest > ownMemory + SLACK) {
      peakMemory = Math.max(peakMemory, largest);
    }
    List<Long> tree = proc.tree(pid);
    Usage sum = usage(tree);
    peakMemory = Math.max(peakMemory, sum.memory());
    for (long member : tree) {
      peakMemory = Math.max(peakMemory, proc.peakMemory(member));
    }
    return sum;
  }

  private Usage usage(List<Long> tree) {
    Usage sum = Usage.NONE;
    for (long member : tree) {
      Usage usage = proc.usage(member);
      if (usage != null) {
        sum = sum.plus(usage);
      }
    }
    return sum;
  }

  /// The most that the command's processes had resident together when they were looked at, and no
  /// less than the largest of them ever had by itself, in bytes; 0 when that is not known: it was
  /// small, and ended before it could be looked at.
  synchronized long peakMemory() {
    return peakMemory;
  }

  /// CPU seconds of the command's tree at the last sample.
  synchronized double cpuTime() {
    return command.user + command.system;
  }

  /// One line of counters and its state.
  private static final class Track {
    private double user;
    private double system;
    private double utilization;
    private long sampledAt;
    private double usedAt;
    private boolean sampled;
    private Usage last = Usage.NONE;
    private long readBytes;
    private long writtenBytes;
    private long voluntary;
    private long involuntary;

    /// The tree: what its living members and their ended children used, or what Clew has waited for
    /// once the command ended.
    void update(Usage tree, ResourceUsage ended, long nanos) {
      readBytes = Math.max(readBytes, ended.readBytes());
      writtenBytes = Math.max(writtenBytes, ended.writtenBytes());
      voluntary = Math.max(voluntary, ended.voluntarySwitches());
      involuntary = Math.max(involuntary, ended.involuntarySwitches());
      update(
          Math.max(tree.user() + tree.childrenUser(), ended.user()),
          Math.max(tree.system() + tree.childrenSystem(), ended.system()),
          // After its end the command's last living figures stand.
          tree.threads() > 0 ? tree : last,
          nanos);
    }

    void update(double newUser, double newSystem, Usage usage, long nanos) {
      user = Math.max(user, newUser);
      system = Math.max(system, newSystem);
      if (!sampled || nanos - sampledAt >= SHORTEST) {
        if (sampled) {
          utilization = (user + system - usedAt) / ((nanos - sampledAt) / 1e9);
        }
        usedAt = user + system;
        sampledAt = nanos;
      }
      sampled = true;
      last = usage;
      readBytes = Math.max(readBytes, usage.readBytes());
      writtenBytes = Math.max(writtenBytes, usage.writtenBytes());
      voluntary = Math.max(voluntary, usage.voluntarySwitches());
      involuntary = Math.max(involuntary, usage.involuntarySwitches());
    }

    void report(List<Measurement> to, Attributes who, int cpus) {
      // A child's time may count when it is waited for, long after it was used.
      to.add(CPU_UTILIZATION.of(Math.min(1, utilization / cpus), who));
      to.add(CPU_TIME.of(user, with(who, CPU_MODE, "user")));
      to.add(CPU_TIME.of(system, with(who, CPU_MODE, "system")));
      to.add(MEMORY_USAGE.of(last.memory(), who));
      to.add(THREAD_COUNT.of(last.threads(), who));
      to.add(DISK_IO.of(readBytes, with(who, DIRECTION, "read")));
      to.add(DISK_IO.of(writtenBytes, with(who, DIRECTION, "write")));
      to.add(CONTEXT_SWITCHES.of(voluntary, with(who, SWITCH, "voluntary")));
      to.add(CONTEXT_SWITCHES.of(involuntary, with(who, SWITCH, "involuntary")));
      to.add(FILE_DESCRIPTORS.of(last.fileDescriptors(), who));
    }

    private static Attributes with(Attributes who, AttributeKey<String> key, String value) {
      return who.toBuilder().put(key, value).build();
    }
  }
}
