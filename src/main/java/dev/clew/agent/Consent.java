package dev.clew.agent;

import java.nio.file.Path;
import java.util.function.Function;

/// Where permission comes from when rules leave it open.
///
/// @param memories what was decided for good, by the directory that an agent works in
public record Consent(Asker asker, Function<Path, PermissionMemory> memories) {}
