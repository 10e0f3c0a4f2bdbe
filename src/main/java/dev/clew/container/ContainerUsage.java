package dev.clew.container;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a container has used, as far as it is known.
///
/// @param cpu seconds since its start
/// @param user of them in user mode
/// @param system of them in the kernel
/// @param busy CPUs in use at the moment, where the engine says so instead of the seconds
/// @param memory in bytes, page cache included
/// @param workingSet memory without the page cache that can be given back
/// @param peak the most memory so far
/// @param read bytes from disks since its start
/// @param written bytes to disks since its start
record ContainerUsage(
    OptionalDouble cpu,
    OptionalDouble user,
    OptionalDouble system,
    OptionalDouble busy,
    OptionalLong memory,
    OptionalLong workingSet,
    OptionalLong peak,
    OptionalLong read,
    OptionalLong written) {}
