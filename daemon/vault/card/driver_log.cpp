// The two functions that every IFD handler calls to log. Drivers hand whole commands to log_xxd, the PIN
// among them: this is where they end.
extern "C" {

void log_msg(int priority, const char* format, ...);
void log_xxd(int priority, const char* message, const unsigned char* buffer, int size);

void log_msg(int, const char*, ...) {}

void log_xxd(int, const char*, const unsigned char*, int) {}
}
