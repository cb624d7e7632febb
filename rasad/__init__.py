"""The program: carries values between the stations, in the list of stages of `rasad.stages`."""
