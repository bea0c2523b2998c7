en: Late, doubled, out of order – Chat comes 2 s late; events come late, a third of them twice, and overtake each other.
de: Spät, doppelt, vertauscht – Chat kommt 2 s spät; Ereignisse kommen spät, ein Drittel doppelt, und überholen einander.

0:00   chat comes 2 s late
0:00   events come 2 s late
0:00   33 of 100 events come twice
0:00   events overtake each other
off    everything comes in time and order
