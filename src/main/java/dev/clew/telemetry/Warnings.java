package dev.clew.telemetry;

import dev.clew.error.ErrorCode;

/// Takes what the user has to be told although the command goes on.
public interface Warnings {
  void tell(ErrorCode code, String detail);
}
