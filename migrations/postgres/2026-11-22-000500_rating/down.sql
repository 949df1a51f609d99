DROP TABLE opened_dialogue;
DROP TABLE personal_rating;
