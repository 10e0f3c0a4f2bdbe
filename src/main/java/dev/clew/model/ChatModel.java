package dev.clew.model;

/// A model of one provider.
public interface ChatModel {
  Provider provider();

  /// As the provider calls it.
  String name();

  /// Where it is reached.
  ModelEndpoint endpoint();

  /// Asks it and waits for the whole answer.
  ///
  /// @param cancellation ends the exchange
  /// @throws dev.clew.error.ClewError E111 to E114
  /// @throws java.util.concurrent.CancellationException when it was cancelled
  ChatAnswer chat(ChatRequest request, ChatListener listener, Cancellation cancellation);
}
