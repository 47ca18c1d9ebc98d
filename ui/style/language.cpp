#include "ui/style/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace ui::style {

using namespace Qt::StringLiterals;

void startLanguage(QCoreApplication& app, const QLocale& locale) {
    // English has a file too: it holds the plural forms. Another language is installed later and so asked first.
    auto* plurals = new QTranslator(&app);
    if (plurals->load(u":/i18n/riparium_en.qm"_s)) QCoreApplication::installTranslator(plurals);
    if (locale.language() == QLocale::English || locale.language() == QLocale::C) return;
    auto* qt = new QTranslator(&app);
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    auto* words = new QTranslator(&app);
    if (words->load(locale, u"riparium"_s, u"_"_s, u":/i18n"_s)) QCoreApplication::installTranslator(words);
}

} // namespace ui::style
