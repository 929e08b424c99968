#include "ui/timeline/filequestion.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/mark.h"
#include "ui/theme/icons.h"

#include <QAbstractItemView>
#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QRadioButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace tocsin {

using namespace Qt::StringLiterals;

FileQuestion::FileQuestion(PendingFile file, QWidget *parent)
    : QWidget(parent)
    , m_file(std::move(file))
    , m_answers(new QButtonGroup(this))
    , m_approval(new QComboBox)
    , m_note(wrappedLabel({}, TextStyle::FinePrint))
    , m_size(new Label({}, TextStyle::SmallMuted))
    , m_question(new QWidget)
{
    const QString name = shownFileName(m_file.name);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(makeHead(name));
    buildQuestion(name);
    column->addWidget(m_question);
    m_approval->setObjectName(u"productionApproval"_s);
    m_approval->setAccessibleName(tr("Transfer that %1 is part of").arg(name));
    m_approval->view()->setAccessibleName(m_approval->accessibleName());
    m_approval->setPlaceholderText(tr("Choose the approved transfer it is part of"));
    letGiveWay(m_approval);
    m_approval->setMinimumContentsLength(40);
    m_note->setContentsMargins(24, 0, 0, 0);
    auto *indented = new QHBoxLayout;
    indented->setContentsMargins(24, 0, 0, 0);
    indented->addWidget(m_approval);
    column->addLayout(indented);
    column->addWidget(m_note);
    m_approval->hide();
    m_note->hide();
    connect(m_answers, &QButtonGroup::idToggled, this, &FileQuestion::onAnswered);
    connect(m_approval, &QComboBox::currentIndexChanged, this, &FileQuestion::changed);
}

QLayout *FileQuestion::makeHead(const QString &name)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    auto *title = new ElidedLabel(name, TextStyle::BodyBold);
    title->setElideMode(Qt::ElideMiddle);
    auto *remove = new QToolButton;
    remove->setIcon(icon(u"close", Ink::Muted));
    remove->setAutoRaise(true);
    remove->setObjectName(u"removeFile"_s);
    remove->setAccessibleName(tr("Do not attach %1").arg(name));
    remove->setToolTip(tr("Do not attach it"));
    connect(remove, &QToolButton::clicked, this, &FileQuestion::removeClicked);
    head->addWidget(new Mark(u"attach"_s));
    head->addWidget(title);
    head->addWidget(m_size);
    head->addStretch(1);
    head->addWidget(remove);
    return head;
}

void FileQuestion::buildQuestion(const QString &name)
{
    auto *row = new QHBoxLayout(m_question);
    row->setContentsMargins(24, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(
        new Label(tr("Does it come from production and hold customer or confidential data?"), TextStyle::Small));
    for (const auto &[value, text, key] : {std::tuple{FromProduction::No, tr("No"), u"productionNo"_s},
                                           {FromProduction::Yes, tr("Yes, approved"), u"productionYes"_s},
                                           {FromProduction::NotSure, tr("Not sure"), u"productionNotSure"_s}}) {
        auto *button = new QRadioButton(text);
        button->setObjectName(key);
        button->setAccessibleName(
            tr("%1: %2 comes from production and holds customer or confidential data").arg(text, name));
        m_answers->addButton(button, static_cast<int>(value));
        row->addWidget(button);
    }
    row->addStretch(1);
}

PendingFile FileQuestion::file() const
{
    PendingFile file = m_file;
    if (m_answers->checkedId() >= 0)
        file.answer = static_cast<FromProduction>(m_answers->checkedId());
    file.transfer =
        file.answer == FromProduction::Yes ? TransferId{m_approval->currentData().toLongLong()} : TransferId{};
    return file;
}

void FileQuestion::setChecked(const FileCheck &checked)
{
    m_file.size = checked.size;
    m_size->setText(sizeText(checked.size));
    if (!checked.problem.isEmpty())
        setProblem(checked.problem);
}

void FileQuestion::setProblem(const QString &problem)
{
    m_hasProblem = true;
    m_question->hide();
    m_approval->hide();
    m_note->setStyle(TextStyle::Error);
    m_note->setText(tr("It is not kept. %1").arg(problem));
    m_note->show();
    Q_EMIT changed();
}

QString FileQuestion::missing() const
{
    if (m_hasProblem)
        return {};
    const PendingFile f = file();
    if (!f.answer)
        return tr("Say whether %1 comes from production.").arg(shownFileName(f.name));
    if (f.answer == FromProduction::Yes && !f.transfer.isValid())
        return m_hasTransfers ? tr("Choose the transfer that %1 is part of, or remove it.").arg(shownFileName(f.name))
                              : tr("No transfer is approved here, so %1 stays out. Ask for one, or remove the file.")
                                    .arg(shownFileName(f.name));
    return {};
}

bool FileQuestion::staysOut() const
{
    return m_hasProblem || file().answer == FromProduction::NotSure;
}

void FileQuestion::focusMissing()
{
    const PendingFile f = file();
    if (f.answer == FromProduction::Yes)
        m_approval->setFocus(Qt::OtherFocusReason);
    else if (auto *first = m_answers->button(static_cast<int>(FromProduction::No)))
        first->setFocus(Qt::OtherFocusReason);
}

void FileQuestion::setTransfers(const QList<Transfer> &transfers)
{
    const QVariant chosen = m_approval->currentData();
    m_approval->clear();
    for (const Transfer &t : transfers)
        m_approval->addItem(tr("Transfer %1 · %2").arg(t.number).arg(t.content.title), t.id.value);
    m_hasTransfers = !transfers.isEmpty();
    m_approval->setEnabled(m_hasTransfers);
    m_approval->setCurrentIndex(m_approval->findData(chosen));
    onAnswered();
}

void FileQuestion::setAnswer(FromProduction answer, TransferId transfer)
{
    m_approval->setCurrentIndex(m_approval->findData(transfer.value));
    if (auto *button = m_answers->button(static_cast<int>(answer)))
        button->setChecked(true);
}

void FileQuestion::onAnswered()
{
    if (m_hasProblem)
        return;
    const auto answer = file().answer;
    m_approval->setVisible(answer == FromProduction::Yes);
    m_note->setVisible(answer == FromProduction::NotSure || answer == FromProduction::Yes);
    m_note->setStyle(TextStyle::FinePrint);
    m_note->setText(
        answer == FromProduction::NotSure
            ? tr("It stays out: the entry is added without it. Ask the incident manager, then attach it again.")
        : m_hasTransfers
            ? tr("It is recorded as an item of that transfer, with its SHA-256. Everybody who may read this incident "
                 "can open the file.")
            : tr("Data leaves production only with the incident manager's written approval, and none is in force here. "
                 "Ask for a transfer in the tab Transfers; then attach the file again."));
    Q_EMIT changed();
}

} // namespace tocsin
