"""Second opinions: agreement, disagreement and the codebook."""
