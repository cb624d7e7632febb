"""The media-activity index (شاخص فعالیت رسانه‌ای): seven sub-indices of 0–100 and their total."""
