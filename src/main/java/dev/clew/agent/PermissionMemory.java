package dev.clew.agent;

import dev.clew.agent.PermissionRule.Effect;
import org.jspecify.annotations.Nullable;

/// What the user has decided for good, in one workspace.
public interface PermissionMemory {
  /// Forgets everything: an answer for good holds for the session.
  PermissionMemory NONE =
      new PermissionMemory() {
        @Override
        public @Nullable Effect recall(ToolUse use) {
          return null;
        }

        @Override
        public boolean keep(ToolUse use, boolean allowed, boolean anyArguments) {
          return false;
        }
      };

  /// What was decided for this use, or for this tool whatever it is called with; a denial goes
  /// before a permission.
  ///
  /// @return null where nothing was
  /// @throws dev.clew.error.ClewError when that cannot be told
  @Nullable Effect recall(ToolUse use);

  /// Keeps a decision in place of an earlier one.
  ///
  /// @param anyArguments whether it holds whatever the tool is called with
  /// @return whether it is kept
  boolean keep(ToolUse use, boolean allowed, boolean anyArguments);
}
