package io.thalweg.server.flight;

import org.apache.arrow.flight.FlightProducer.ServerStreamListener;

/// A result that can be streamed to a client, once a ticket for it comes back.
interface ResultSource {

  /// Streams the whole result and completes the listener, or fails. Runs on the call's thread.
  void send(ServerStreamListener listener);

  /// Ends the query if it runs, or keeps it from starting; callable from any thread.
  ///
  /// @return whether there was something to end
  boolean cancel();
}
