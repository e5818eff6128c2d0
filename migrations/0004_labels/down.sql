DROP TABLE labels;
DROP TABLE print_lines;
DROP TABLE print_batches;
DROP TABLE paper_profiles;
DROP TABLE label_contents;
