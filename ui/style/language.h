#pragma once
// Translations compiled into the program: Vietnamese words, and English plural forms. UI thread.

class QCoreApplication;
class QLocale;

namespace ui::style {

/// Once, before the first tr(): installs the translators of `locale` into the application.
void startLanguage(QCoreApplication& app, const QLocale& locale);

} // namespace ui::style
