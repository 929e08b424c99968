#include "ui/board/movebar.h"

#include "ui/common/label.h"
#include "ui/incident/formdraft.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace tocsin {

using namespace Qt::StringLiterals;

MoveBar::MoveBar(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_title(new Label({}, TextStyle::BodyBold, this))
    , m_help(new Label({}, TextStyle::SmallMuted, this))
    , m_error(wrappedLabel({}, TextStyle::Error, this))
    , m_reason(new QLineEdit(this))
    , m_move(new QPushButton(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_draft(new FormDraft(ui, this))
{
    setObjectName(u"move-bar"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addSpacing(8);
    head->addWidget(m_help, 1);
    layout->addLayout(head);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_reason->setObjectName(u"move-reason"_s);
    m_reason->setAccessibleName(tr("Why it moves"));
    m_reason->setPlaceholderText(tr("Why it moves, in one line"));
    row->addWidget(m_reason, 1);
    m_move->setObjectName(u"move-confirm"_s);
    m_move->setProperty("primary", true);
    row->addWidget(m_move);
    m_cancel->setObjectName(u"move-cancel"_s);
    m_cancel->setAccessibleName(tr("Cancel the move"));
    row->addWidget(m_cancel);
    layout->addLayout(row);
    layout->addWidget(m_error);
    m_error->hide();
    connect(m_reason, &QLineEdit::returnPressed, this, &MoveBar::confirm);
    connect(m_reason, &QLineEdit::textEdited, m_error, &QWidget::hide);
    connect(m_move, &QPushButton::clicked, this, &MoveBar::confirm);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        finish();
        Q_EMIT cancelled();
    });
    m_draft->watch(u"reason"_s, m_reason);
    m_draft->setEmptyWhen([this] { return m_reason->text().trimmed().isEmpty(); });
    hide();
}

MoveBar::~MoveBar()
{
    m_draft->flush();
}

void MoveBar::ask(const Incident &incident, Stage to)
{
    if (m_incident != incident.id || m_to != to) {
        m_draft->leave();
        m_reason->clear();
        m_draft->open(u"act/move/%1"_s.arg(incident.id.value), incident.id);
    }
    m_incident = incident.id;
    m_version = incident.version;
    m_to = to;
    const Stage from = incident.stage;
    m_title->setText(tr("Move %1 from %2 to %3").arg(incident.reference(), nameOf(from), nameOf(to)));
    const bool reopening = moveKind(from, to) == MoveKind::Reopening;
    m_help->setText(reopening ? tr("This is a reopening. No clock restarts and no notice revives.")
                              : tr("Your name, the time and the reason stay in the record."));
    m_move->setText(tr("Move to %1").arg(nameOf(to)));
    m_move->setAccessibleName(m_move->text());
    m_error->hide();
    setBusy(false);
    show();
    m_reason->setFocus(Qt::OtherFocusReason);
}

void MoveBar::setError(const QString &error)
{
    setBusy(false);
    m_error->setText(error);
    m_error->show();
    m_reason->setFocus(Qt::OtherFocusReason);
}

void MoveBar::setBusy(bool busy)
{
    m_move->setEnabled(!busy);
    m_reason->setReadOnly(busy);
}

void MoveBar::finish()
{
    m_draft->leave();
    m_reason->clear();
    m_incident = {};
    hide();
}

void MoveBar::confirm()
{
    if (!m_move->isEnabled())
        return;
    const QString reason = m_reason->text().trimmed();
    if (reason.isEmpty()) {
        setError(tr("Say why it moves: it stands in the record beside your name."));
        return;
    }
    setBusy(true);
    Q_EMIT confirmed(m_incident, m_version, m_to, reason);
}

void MoveBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        m_cancel->click();
        return;
    }
    QWidget::keyPressEvent(event);
}

void MoveBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), metrics::radiusPanel, Theme::current().surface, Theme::current().accent);
}

} // namespace tocsin
