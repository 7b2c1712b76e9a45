"""Files beside the settings of a round: what the last run wrote, and the figures of a closed round."""
