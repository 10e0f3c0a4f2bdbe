package dev.clew.serve;

import dev.clew.config.ServeSettings;
import dev.clew.store.Store;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// What is made before Quarkus starts, for the objects that Quarkus makes.
final class Beans {
  @Produces
  @Singleton
  Store store() {
    return Serving.PARTS.get().store();
  }

  @Produces
  @Singleton
  ServeSettings settings() {
    return Serving.PARTS.get().launch().serve();
  }
}
