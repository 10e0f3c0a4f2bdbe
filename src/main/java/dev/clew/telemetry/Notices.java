package dev.clew.telemetry;

import dev.clew.failure.ErrorCode;

/// Takes what the user has to be told although the command goes on.
public interface Notices {
  void tell(ErrorCode code, String detail);
}
