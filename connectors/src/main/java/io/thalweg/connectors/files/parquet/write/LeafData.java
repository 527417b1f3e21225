package io.thalweg.connectors.files.parquet.write;

import io.thalweg.core.data.FlatColumn;

/// What one leaf holds of a row group. Arrays are owned and not changed any more.
final class LeafData {
  final Target.Leaf leaf;

  /// Level entries, NULLs included.
  final int entries;

  /// By entry; only their first [#entries] count.
  final int[] definitions;

  final int[] repetitions;

  /// Without NULLs.
  final FlatColumn values;

  LeafData(Target.Leaf leaf, int entries, int[] definitions, int[] repetitions, FlatColumn values) {
    this.leaf = leaf;
    this.entries = entries;
    this.definitions = definitions;
    this.repetitions = repetitions;
    this.values = values;
  }
}
