# Each target is make.py's; without make, `python3 make.py TARGET` does the same.
# make TARGET ARGS='...' hands arguments on; make serve PORT=9000 chooses the port.
PYTHON := $(or $(shell command -v python3 || command -v python),python3)
TARGETS := help serve test check slow tables model eda schema web demo bench fuzz differential soak image lock

.PHONY: $(TARGETS)
$(TARGETS):
	@exec "$(PYTHON)" make.py $@ $(ARGS)
