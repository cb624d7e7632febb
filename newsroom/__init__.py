"""The demo's newsroom: invented outlets and people in a real province, served on loopback as a sample."""
