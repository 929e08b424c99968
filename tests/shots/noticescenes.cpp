#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"
#include "ui/common/choicegroup.h"
#include "ui/notices/noticestab.h"

#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

void openNotice(Studio &studio, qint64 number, int place = 0)
{
    const IncidentId id = studio.incident(number, u"notices"_s);
    const auto notices = studio.ask<QList<Notice>>([id](Services &s) { return s.notices.list(id); });
    if (notices.size() <= place)
        stop(u"INC-%1 has no such notice"_s.arg(number));
    studio.window().findChild<NoticesTab *>()->openNotice(notices.at(place).id);
    studio.settle();
}

void choosePage(Studio &studio, int page)
{
    qobject_cast<QTabBar *>(studio.find(u"noticeTabs"_s))->setCurrentIndex(page);
    studio.settle();
}

void chooseMessage(Studio &studio, const QString &address)
{
    auto *table = qobject_cast<QTableView *>(studio.find(u"messages"_s));
    const QAbstractItemModel *model = table->model();
    for (int row = 0; row < model->rowCount(); ++row)
        for (int column = 0; column < model->columnCount(); ++column)
            if (model->index(row, column).data().toString() == address)
                table->selectRow(row);
    if (table->selectionModel()->selectedRows().isEmpty())
        stop(u"no message to %1"_s.arg(address));
    studio.settle();
}

/** P9.8: what leaves by mail, what needs a person, and what was corrected. */
void shootSending(Studio &studio)
{
    openNotice(studio, 12);
    choosePage(studio, 1);
    chooseMessage(studio, u"kaspar.selby@quince-retail.example"_s);
    studio.shoot(u"sending-through"_s);
    studio.hold(29);
    openNotice(studio, 29);
    choosePage(studio, 1);
    studio.shoot(u"sending-decide"_s);
    chooseMessage(studio, u"vera.pellham@north-quay-museum.example"_s);
    studio.click(u"messageDecide"_s);
    studio.window().findChild<ChoiceGroup *>(u"messageWhat"_s)->chooseNumber(2);
    studio.settle();
    studio.shoot(u"sending-failed"_s);
    studio.click(u"panelClose"_s);
    chooseMessage(studio, u"alma.iversby@elm-hill-schools.example"_s);
    studio.click(u"messageDecide"_s);
    studio.shoot(u"sending-unsure"_s);
    studio.hold(28);
    openNotice(studio, 28);
    studio.click(u"noticePrimary"_s);
    studio.shoot(u"sending-order"_s);
    studio.click(u"panelPrimary"_s);
    studio.shoot(u"sending-password"_s);
    studio.type(u"outboxPassword"_s, u"only for pictures"_s);
    studio.click(u"outboxPasswordSend"_s);
    studio.shoot(u"sending-now"_s);
}

} // namespace

void shootNotices(Studio &studio)
{
    studio.incident(29, u"notices"_s);
    studio.shoot(u"notices"_s);
    studio.click(u"newNotice"_s);
    studio.shoot(u"notices-new"_s);
    studio.hold(22);
    openNotice(studio, 22);
    studio.shoot(u"composer-draft"_s);
    studio.click(u"noticeBodyShowPreview"_s);
    studio.shoot(u"composer-preview"_s);
    openNotice(studio, 17);
    studio.shoot(u"composer-review"_s);
    studio.window().resize(1440, 900);
    studio.click(u"noticeBodyShowPreview"_s);
    studio.shoot(u"composer-1440"_s);
    studio.window().resize(1280, 720);
    studio.settle();
    studio.click(u"noticePrimary"_s);
    studio.shoot(u"composer-approve"_s);
    studio.hold(27);
    openNotice(studio, 27);
    studio.shoot(u"composer-approved"_s);
    studio.click(u"noticePrimary"_s);
    studio.shoot(u"composer-send"_s);
    studio.window().findChild<ChoiceGroup *>(u"sendWay"_s)->chooseNumber(3);
    studio.settle();
    studio.shoot(u"composer-dry-run"_s);
    openNotice(studio, 21);
    studio.shoot(u"composer-delivered"_s);
    choosePage(studio, 1);
    studio.shoot(u"composer-messages"_s);
    choosePage(studio, 2);
    studio.shoot(u"composer-history"_s);
    shootSending(studio);
}

} // namespace tocsin::shots
