// Journeys load the machine; side by side they would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
