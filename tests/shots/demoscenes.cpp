#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"
#include "ui/board/boardpage.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/helppage.h"

#include <QAbstractItemView>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

void shootBoard(Studio &studio)
{
    studio.page(u"board"_s);
    studio.shoot(u"board"_s);
    studio.window().resize(1440, 900);
    studio.shoot(u"board-1440"_s);
    studio.window().resize(1280, 720);
    auto *board = studio.window().findChild<BoardPage *>();
    board->askMove(studio.read(37).id, Stage::Diagnose);
    studio.shoot(u"board-move"_s);
    studio.click(u"move-cancel"_s);
    board->askMove(studio.read(38).id, Stage::Diagnose);
    studio.shoot(u"board-refused"_s);
    studio.renewWindow();
    studio.open({studio.workPath(u"demo.tocsin"_s), false, false, {}, {}});
    studio.type(u"filter-text"_s, u"key"_s);
    studio.shoot(u"board-filtered"_s);
    studio.type(u"filter-text"_s, u"xyz"_s);
    studio.shoot(u"board-filtered-none"_s);
    studio.click(u"filter-clear"_s);
    studio.window().resize(960, 600);
    studio.shoot(u"board-960"_s);
    studio.window().resize(1280, 720);
}

void shootPalette(Studio &studio)
{
    studio.page(u"board"_s);
    studio.click(u"search"_s);
    studio.shoot(u"palette"_s);
    studio.type(u"palette-field"_s, u"key"_s);
    studio.shoot(u"palette-found"_s);
    studio.type(u"palette-field"_s, u" qqq"_s);
    studio.shoot(u"palette-none"_s);
    studio.window().findChild<CommandPalette *>()->dismiss();
}

void shootNew(Studio &studio)
{
    studio.click(u"new-incident"_s);
    studio.shoot(u"new-incident"_s);
    studio.type(u"new-title"_s, u"Sign-ins from a country nobody is in"_s);
    studio.type(u"new-detected"_s, u"08:40"_s);
    studio.type(u"new-seen"_s, u"The morning report lists eleven sign-ins to the billing console."_s);
    studio.shoot(u"new-incident-filled"_s);
    studio.click(u"new-close"_s);
}

void shootCustomers(Studio &studio)
{
    studio.page(u"customers"_s);
    studio.shoot(u"customers"_s);
    studio.openMenu(u"customerExport"_s);
    studio.shoot(u"customers-export"_s);
    studio.closePopups();
    studio.click(u"customerEdit"_s);
    studio.shoot(u"customers-edit"_s);
    studio.click(u"formCancel"_s);
    studio.click(u"customerNew"_s);
    studio.shoot(u"customers-new"_s);
    studio.click(u"formCancel"_s);
    studio.type(u"customerSearch"_s, u"Lantern"_s);
    QTest::qWait(300);
    studio.settle();
    studio.shoot(u"customers-terms"_s);
    studio.click(u"termEdit"_s);
    studio.shoot(u"customers-term"_s);
    studio.click(u"formCancel"_s);
    studio.type(u"customerSearch"_s, {});
}

void shootPeople(Studio &studio)
{
    studio.page(u"people"_s);
    studio.shoot(u"people"_s);
    studio.click(u"personChange"_s);
    studio.shoot(u"people-change"_s);
    studio.click(u"formCancel"_s);
    studio.click(u"personNew"_s);
    studio.shoot(u"people-new"_s);
    studio.click(u"formCancel"_s);
}

/** P2.7 and P3.5. */
void shootServices(Studio &studio)
{
    studio.page(u"sources"_s);
    studio.shoot(u"sources"_s);
    studio.page(u"services"_s);
    studio.shoot(u"services"_s);
    studio.page(u"mail"_s);
    studio.shoot(u"mail"_s);
    studio.page(u"services"_s);
    studio.click(u"serviceNew"_s);
    studio.shoot(u"services-new"_s);
    studio.click(u"formCancel"_s);
}

void shootRecord(Studio &studio)
{
    studio.page(u"record"_s);
    studio.shoot(u"record"_s);
    auto *entries = qobject_cast<QAbstractItemView *>(studio.find(u"recordEntries"_s));
    entries->setCurrentIndex(entries->model()->index(4, 0));
    studio.shoot(u"record-entry"_s);
    studio.click(u"recordVerify"_s);
    studio.shoot(u"verify"_s);
    studio.click(u"verifyStart"_s);
    studio.shoot(u"verify-clean"_s);
    studio.click(u"verifyClose"_s);
}

void shootHelp(Studio &studio)
{
    studio.page(u"help"_s);
    studio.shoot(u"help"_s);
    auto *help = studio.window().findChild<HelpPage *>();
    auto *chapters = qobject_cast<QAbstractItemView *>(studio.find(u"help-chapters"_s));
    for (int row = 1; row < chapters->model()->rowCount(); ++row) {
        const QModelIndex index = chapters->model()->index(row, 0);
        help->showPage(index.data(Qt::UserRole).toString());
        studio.shoot(u"help-"_s + index.data(Qt::UserRole).toString());
    }
}

} // namespace

void shootPages(Studio &studio)
{
    studio.openDemo(studio.workPath(u"demo.tocsin"_s));
    shootBoard(studio);
    studio.page(u"incidents"_s);
    studio.shoot(u"incidents"_s);
    studio.page(u"deadlines"_s);
    studio.shoot(u"deadlines"_s);
    shootPalette(studio);
    shootNew(studio);
    shootCustomers(studio);
    shootPeople(studio);
    shootServices(studio);
    shootRecord(studio);
    shootHelp(studio);
    studio.page(u"board"_s);
}

} // namespace tocsin::shots
