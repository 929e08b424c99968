#include "ui/board/boardcolumn.h"

#include "models/items/boardmodel.h"
#include "ui/common/elidedlabel.h"

#include <QLocale>
#include <QVBoxLayout>

namespace tocsin {

namespace {

QString emptyText(Stage stage)
{
    switch (stage) {
    case Stage::Detect:
        return BoardColumn::tr("Nothing new came in.");
    case Stage::Assess:
        return BoardColumn::tr("Nothing waits to be judged.");
    case Stage::Diagnose:
        return BoardColumn::tr("Nothing is being investigated.");
    case Stage::Stabilize:
        return BoardColumn::tr("Nothing is being repaired.");
    case Stage::CloseOut:
        return BoardColumn::tr("Nothing to write up, nothing closed lately.");
    }
    return {};
}

} // namespace

BoardColumn::BoardColumn(BoardModel &model, Stage stage, CardDelegate &delegate, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_stage(stage)
    , m_name(new ElidedLabel(nameOf(stage), TextStyle::BodyBold, this))
    , m_count(new Label({}, TextStyle::Muted, this))
    , m_note(new Label({}, TextStyle::FinePrint, this))
    , m_empty(wrappedLabel(emptyText(stage), TextStyle::SmallMuted, this))
    , m_view(new ColumnView(model, stage, delegate, clock, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(3, 0, 3, 0);
    head->setSpacing(8);
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    head->addWidget(m_name);
    head->addWidget(m_count);
    head->addStretch(1);
    head->addWidget(m_note);
    layout->addLayout(head);
    m_empty->setContentsMargins(3, 4, 3, 0);
    layout->addWidget(m_empty);
    layout->addWidget(m_view, 1);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &BoardColumn::refreshEmpty);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &BoardColumn::refreshEmpty);
    connect(&model, &QAbstractItemModel::rowsMoved, this, &BoardColumn::refreshEmpty);
    connect(&model, &QAbstractItemModel::modelReset, this, &BoardColumn::refreshEmpty);
    m_empty->hide();
}

void BoardColumn::setCounts(int open, int doneRecently, bool moreDone)
{
    m_count->setText(QLocale().toString(open));
    m_count->setAccessibleName(tr("%1: %2 open").arg(nameOf(m_stage)).arg(open));
    const QString counted = QLocale().toString(doneRecently);
    const QString number = moreDone ? tr("more than %1").arg(counted) : counted;
    const QString done = tr("Ended or closed in the last 30 days: %1").arg(number);
    m_note->setText(tr("30 days: %1").arg(moreDone ? tr("%1+").arg(counted) : counted));
    m_note->setToolTip(done);
    m_count->setToolTip(m_stage == Stage::CloseOut ? done : QString());
    refreshNote();
    refreshEmpty();
}

void BoardColumn::setFiltered(bool filtered)
{
    m_empty->setText(filtered ? tr("Nothing here fits the filter.") : emptyText(m_stage));
}

void BoardColumn::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refreshNote();
}

void BoardColumn::refreshNote()
{
    const int rest = m_name->sizeHint().width() + m_count->sizeHint().width() + m_note->sizeHint().width() + 32;
    m_note->setVisible(m_stage == Stage::CloseOut && rest <= width());
}

void BoardColumn::refreshEmpty()
{
    m_empty->setVisible(m_model.rowCount(m_model.stageIndex(m_stage)) == 0);
}

} // namespace tocsin
