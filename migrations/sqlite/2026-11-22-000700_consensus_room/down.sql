DROP TABLE consensus_room;
