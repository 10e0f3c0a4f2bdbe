package dev.clew.container;

import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The samples of one container, from the first source of its figures that is found.
final class ContainerSampling {
  private final Function<UsageSource, SessionSampler> samplers;
  private @Nullable SessionSampler sampler;
  private boolean ended;

  /// @param samplers makes the sampler of a source
  ContainerSampling(Function<UsageSource, SessionSampler> samplers) {
    this.samplers = samplers;
  }

  /// Begins, unless it has begun or the container has ended.
  synchronized void begin(UsageSource source) {
    if (sampler == null && !ended) {
      sampler = samplers.apply(source);
      sampler.start();
    }
  }

  synchronized boolean hasBegun() {
    return sampler != null;
  }

  /// Takes the last sample.
  synchronized void stop() {
    ended = true;
    if (sampler != null) {
      sampler.stop();
    }
  }

  /// CPU seconds, as far as they are known.
  synchronized OptionalDouble cpuTime() {
    return sampler == null ? OptionalDouble.empty() : sampler.cpuTime();
  }

  /// The most memory in bytes; 0 where that is not known.
  synchronized long peakMemory() {
    return sampler == null ? 0 : sampler.peakMemory();
  }
}
