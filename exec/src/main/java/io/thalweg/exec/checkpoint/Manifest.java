package io.thalweg.exec.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/// What a complete checkpoint consists of. It names every segment itself, so that it can be read
/// without any other manifest.
///
/// @param info as it is told to others
/// @param vnodes the number of hash partitions; another number cannot be restored
/// @param chain the last full checkpoint and all behind it up to this one, oldest first
record Manifest(CheckpointInfo info, int vnodes, List<Link> chain, CheckpointNotes notes) {
  private static final Envelope ENVELOPE = new Envelope("thalweg-checkpoint", 1, 2);
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  Manifest {
    Objects.requireNonNull(info);
    Objects.requireNonNull(notes);
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a chain begins with a full checkpoint");
    }
  }

  /// What one checkpoint of the chain added.
  ///
  /// @param segments in the order in which they are to be read
  record Link(long id, boolean full, List<Segment> segments) {
    Link {
      segments = List.copyOf(segments);
    }

    long bytes() {
      return segments.stream().mapToLong(Segment::bytes).sum();
    }
  }

  /// @param crc32c of all its bytes
  /// @param contents what it holds, so that only readers that want it open it
  record Segment(String key, long bytes, int crc32c, List<Content> contents) {
    Segment {
      Objects.requireNonNull(key);
      contents = List.copyOf(contents);
    }
  }

  /// @param firstVnode the lowest of the rows' vnodes
  /// @param lastVnode the highest
  /// @param rows how many; 0 in a manifest of version 1
  record Content(String identity, String part, int firstVnode, int lastVnode, int rows) {
    Content {
      Objects.requireNonNull(identity);
      Objects.requireNonNull(part);
    }
  }

  byte[] encode() {
    try {
      return ENVELOPE.wrap(JSON.writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw ThalwegException.wrap(e);
    }
  }

  /// @param object its key, for messages
  /// @param keys of the job; segments of others are refused
  /// @throws ThalwegException CHECKPOINT_CORRUPT, CHECKPOINT_TOO_OLD, CHECKPOINT_TOO_NEW
  static Manifest decode(String object, byte[] content, Keys keys) {
    byte[] body = ENVELOPE.unwrap(object, content);
    try {
      Manifest manifest = JSON.readValue(body, Manifest.class);
      if (manifest == null) {
        throw CheckpointErrors.corrupt(object, "it is empty");
      }
      for (Link link : manifest.chain) {
        for (Segment segment : link.segments()) {
          if (!keys.isSegment(segment.key()) || segment.bytes() < 0) {
            throw CheckpointErrors.corrupt(object, "it names '" + segment.key() + "'");
          }
        }
      }
      return manifest;
    } catch (IOException e) {
      throw CheckpointErrors.corrupt(object, "it cannot be read", e);
    }
  }
}
