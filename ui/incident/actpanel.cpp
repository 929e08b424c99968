#include "ui/incident/actpanel.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/bannerarea.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/limitedtextedit.h"
#include "ui/common/plainscroll.h"
#include "ui/common/scrollform.h"
#include "ui/common/timetext.h"
#include "ui/incident/formdraft.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** Of the cards of one choice, the chosen one. */
QWidget *checkedOf(QWidget *widget)
{
    if (!qobject_cast<QRadioButton *>(widget))
        return widget;
    for (QRadioButton *card : widget->parentWidget()->findChildren<QRadioButton *>())
        if (card->isChecked())
            return card;
    return widget;
}

} // namespace

ActPanel::ActPanel(const UiContext &ui, QString name, const IncidentDetails &details, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_name(std::move(name))
    , m_details(details)
    , m_draft(new FormDraft(ui, this))
{
    setObjectName(QString(m_name).replace(u'/', u'-'));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    build();
    connect(m_draft, &FormDraft::restored, this, &ActPanel::showRestored);
}

ActPanel::~ActPanel()
{
    m_draft->flush();
}

void ActPanel::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());

    m_scroll = new QScrollArea(this);
    plainScrollDown(m_scroll);
    auto *content = new QWidget(m_scroll);
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);
    auto *outer = new QVBoxLayout(content);
    outer->setContentsMargins(16, 0, 16, 16);
    outer->setSpacing(12);
    m_what = wrappedLabel({}, TextStyle::Body, content);
    m_whoSees = wrappedLabel({}, TextStyle::SmallMuted, content);
    outer->addWidget(m_what);
    outer->addWidget(m_whoSees);
    m_body = new QVBoxLayout;
    m_body->setSpacing(12);
    outer->addLayout(m_body);
    outer->addStretch(1);
    m_scroll->setWidget(content);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(lineBelow(m_scroll));
    keepRightEdge(m_scroll, outer);
    m_banner = new Banner(Banner::Kind::Error, this);
    m_banner->setClosable(true);
    m_banner->hide();
    layout->addWidget(new BannerArea(m_banner, this));
    layout->addWidget(buildFoot());
}

QWidget *ActPanel::buildHead()
{
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(16, 12, 8, 8);
    m_title = wrappedLabel({}, TextStyle::Heading, head);
    layout->addWidget(m_title, 1);
    auto *close = new QToolButton(head);
    close->setIcon(icon(u"close", Ink::Muted));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close this panel"));
    close->setToolTip(tr("Close (Esc). What you typed is kept."));
    close->setObjectName(u"panelClose"_s);
    connect(close, &QToolButton::clicked, this, &ActPanel::cancelled);
    layout->addWidget(close, 0, Qt::AlignTop);
    return head;
}

QWidget *ActPanel::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(16, 8, 16, 12);
    layout->setSpacing(8);
    m_disabled = wrappedLabel({}, TextStyle::SmallMuted, foot);
    m_disabled->setObjectName(u"panelWhyNot"_s);
    m_disabled->hide();
    layout->addWidget(m_disabled);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"), foot);
    cancel->setObjectName(u"panelCancel"_s);
    cancel->setAccessibleName(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &ActPanel::cancelled);
    m_primary = new QPushButton(foot);
    m_primary->setObjectName(u"panelPrimary"_s);
    m_primary->setProperty("primary", true);
    m_primary->setProperty("hint", u"Ctrl ⏎"_s);
    connect(m_primary, &QPushButton::clicked, this, [this] {
        clearFieldErrors(this);
        m_banner->hide();
        submit();
    });
    row->addWidget(cancel);
    row->addWidget(m_primary);
    layout->addLayout(row);
    return foot;
}

void ActPanel::setTexts(const QString &title, const QString &what, const QString &whoSees)
{
    m_title->setText(title);
    m_what->setText(what);
    m_what->setVisible(!what.isEmpty());
    m_whoSees->setText(whoSees);
    m_whoSees->setVisible(!whoSees.isEmpty());
    setAccessibleName(title);
}

void ActPanel::setPrimary(const QString &label, bool danger)
{
    // A name may hold an ampersand: "Close & Post-mortem" is no shortcut.
    m_primary->setText(QString(label).replace(u'&', u"&&"_s));
    m_primary->setAccessibleName(label);
    m_primary->setProperty("primary", !danger);
    m_primary->setProperty("danger", danger);
    m_primary->update();
}

FormRow *ActPanel::addRow(const QString &label, QWidget *field, const QString &fieldName)
{
    auto *row = new FormRow(label, field);
    row->setFieldName(fieldName);
    m_body->addWidget(row);
    return row;
}

FormRow *ActPanel::addText(const QString &label, QPlainTextEdit *&field, const QString &fieldName, const QString &name,
                           int lines)
{
    auto *limited = new LimitedTextEdit(kMaxEntryText);
    field = limited;
    field->setObjectName(name);
    field->setTabChangesFocus(true);
    field->setFixedHeight(lines * field->fontMetrics().lineSpacing() + 18);
    m_draft->watch(name, field);
    connect(field, &QPlainTextEdit::textChanged, this, &ActPanel::updateButton);
    FormRow *row = addRow(label, field, fieldName);
    connect(limited, &LimitedTextEdit::leftOut, row, &FormRow::setError);
    return row;
}

void ActPanel::addWidget(QWidget *widget)
{
    if (auto *box = qobject_cast<QCheckBox *>(widget))
        letGiveWay(box);
    m_body->addWidget(widget);
}

void ActPanel::finish()
{
    updateButton();
    m_draft->open(u"%1/%2"_s.arg(m_name).arg(incident().id.value), incident().id);
}

void ActPanel::showIncident(const IncidentDetails &details)
{
    const bool changed = details.incident.version != m_details.incident.version;
    m_details = details;
    if (changed && m_draft->isTouched() && !m_banner->isVisible())
        m_banner->show(Banner::Kind::Info, tr("The incident changed while this was open."),
                       tr("What you typed is kept; what you see above is as it stands now."));
    refresh();
    updateButton();
}

void ActPanel::focusFirst()
{
    QWidget *first = m_scroll->widget();
    for (QWidget *w = first->nextInFocusChain(); w && w != first; w = w->nextInFocusChain()) {
        if (first->isAncestorOf(w) && w->isVisibleTo(this) && w->focusPolicy() & Qt::TabFocus && w->isEnabled()) {
            checkedOf(w)->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    m_primary->setFocus(Qt::OtherFocusReason);
}

void ActPanel::leave()
{
    m_draft->leave();
}

void ActPanel::updateButton()
{
    const QString why = context().readOnly ? tr("This database can only be read.") : whyDisabled();
    m_primary->setEnabled(why.isEmpty() && !m_busy);
    m_primary->setToolTip(why);
    m_disabled->setText(why);
    m_disabled->setVisible(!why.isEmpty());
}

void ActPanel::run(std::function<Result<void>(Services &)> job, const QString &said)
{
    m_busy = true;
    updateButton();
    m_draft->act<void>(this, std::move(job), [this, said](const Result<void> &r) { answer(r, said); });
}

void ActPanel::runLong(std::function<Result<void>(Services &)> job, const QString &said)
{
    m_busy = true;
    updateButton();
    m_ui.workspace->runLong<void>(this, std::move(job), [this, said](const Result<void> &r) {
        if (r)
            m_draft->discard();
        m_ui.workspace->pollChanges();
        answer(r, said);
    });
}

void ActPanel::answer(const Result<void> &result, const QString &said)
{
    m_busy = false;
    updateButton();
    if (!result) {
        showError(result.error());
        return;
    }
    Q_EMIT done(said);
}

void ActPanel::showError(const Error &error)
{
    if (error.kind == ErrorKind::Conflict) {
        m_banner->show(Banner::Kind::Warning,
                       error.field.isEmpty() ? tr("Somebody changed this incident meanwhile.") : error.userText,
                       tr("It has been read again and what you typed is kept. Look at it, then press again."));
        tellLastAct();
        Q_EMIT stale();
        return;
    }
    if (!error.field.isEmpty() && showFieldError(this, error.field, error.userText)) {
        QTimer::singleShot(0, this, [this] {
            if (QWidget *w = focusWidget(); w && m_scroll->widget()->isAncestorOf(w))
                m_scroll->ensureWidgetVisible(w, 0, 60);
        });
        return;
    }
    m_banner->show(Banner::Kind::Error, error.userText);
    if (error.field == u"assessment"_s)
        m_banner->addAction(tr("Assess"), this, [this] { Q_EMIT goTo(u"assessment"_s); });
}

void ActPanel::tellLastAct()
{
    m_ui.workspace->run<std::optional<AuditEntry>>(
        this, [id = incident().id](Services &s) { return s.record.lastAct(id); },
        [this](const Result<std::optional<AuditEntry>> &last) {
            if (!last || !*last || !m_banner->isVisibleTo(this))
                return;
            QString sentence = (*last)->sentence;
            while (sentence.endsWith(u'.'))
                sentence.chop(1);
            m_banner->setText(
                tr("%1 was faster, at %2: %3.").arg((*last)->personName, TimeText().time((*last)->instantMs), sentence),
                tr("It has been read again and what you typed is kept. Look at it, then press again."));
        });
}

void ActPanel::showRestored()
{
    m_banner->show(Banner::Kind::Info, tr("What you had typed is back."));
    updateButton();
}

ActContext ActPanel::context() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    return {status.person, status.readOnly};
}

qint64 ActPanel::nowMs() const
{
    return m_ui.workspace->clock().nowMs();
}

void ActPanel::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, 1, height()), Theme::current().line);
}

void ActPanel::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
    } else if (enter && event->modifiers() & Qt::ControlModifier) {
        m_primary->click();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace tocsin
