#include "ui/notices/addresseepanel.h"

#include "models/rules/saform.h"
#include "models/services/importfiles.h"
#include "models/services/workspace.h"
#include "ui/common/filechoice.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"

#include <QComboBox>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** The customers a notice is for, each once. */
void fillCustomers(QComboBox &box, const QList<ScopeRow> &scope)
{
    for (const ScopeRow &row : scope)
        if (box.findData(row.customer.value) < 0)
            box.addItem(row.customerName, row.customer.value);
}

AddresseeKind kindFor(Audience audience)
{
    return audience == Audience::Customers      ? AddresseeKind::Contact
           : audience == Audience::Authority    ? AddresseeKind::Authority
           : audience == Audience::DataSubjects ? AddresseeKind::Person
                                                : AddresseeKind::Internal;
}

QString whyFixed(const Notice &notice)
{
    return notice.state > NoticeState::LegalReview
               ? AddresseePanel::tr("Who gets an approved notice is not changed. Save the text as a new version first.")
               : QString();
}

} // namespace

AddresseePanel::AddresseePanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                               const NamedAddressee &out, QWidget *parent)
    : NoticePanel(ui, out.address.isEmpty() ? u"act/addressee"_s : u"act/addressee-out"_s, details, notice, parent)
    , m_out(out)
    , m_name(new QLineEdit)
    , m_address(new QLineEdit)
{
    const bool takesOut = !m_out.address.isEmpty();
    if (takesOut) {
        setTexts(
            tr("Take out"), tr("%1 <%2> does not get this notice.").arg(m_out.name, m_out.address),
            tr("The reason stays in the record. If nobody else is left for a subscription, it counts as unreachable."));
        setPrimary(tr("Take out"));
    } else {
        setTexts(tr("Put an addressee in"), tr("Gets this notice beside those whom the rule finds."),
                 tr("Legal approves the list with the text. Nobody gets the same notice twice."));
        setPrimary(tr("Put in"));
        if (this->notice().audience == Audience::Customers)
            buildCustomer();
        if (this->notice().audience == Audience::Authority)
            buildAuthority();
        if (this->notice().audience == Audience::DataSubjects)
            buildKind();
        m_name->setObjectName(u"addresseeName"_s);
        m_name->setMaxLength(300);
        draft().watch(u"name"_s, m_name);
        addRow(tr("&Name"), m_name, u"name"_s);
        m_address->setObjectName(u"addresseeAddress"_s);
        m_address->setMaxLength(300);
        draft().watch(u"address"_s, m_address);
        FormRow *row = addRow(tr("&Address"), m_address, u"address"_s);
        row->setHelp(tr("An e-mail address; for a portal or a letter, where it goes."));
    }
    addText(tr("&Why"), m_reason, u"reason"_s, u"reason"_s, 2);
    finish();
}

void AddresseePanel::buildCustomer()
{
    m_customer = new QComboBox;
    m_customer->setObjectName(u"addresseeCustomer"_s);
    fillCustomers(*m_customer, noticeDetails().scope);
    addRow(tr("&Customer"), m_customer, u"customer"_s);
}

void AddresseePanel::buildKind()
{
    m_kind = new QComboBox;
    m_kind->setObjectName(u"addresseeKind"_s);
    m_kind->addItem(tr("A person"), codeOf(AddresseeKind::Person));
    m_kind->addItem(tr("The public: a website, the press"), codeOf(AddresseeKind::Public));
    addRow(tr("&Kind"), m_kind, u"kind"_s);
}

void AddresseePanel::buildAuthority()
{
    m_authority = new QComboBox;
    m_authority->setObjectName(u"addresseeAuthority"_s);
    m_authority->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_authority->setMinimumContentsLength(24);
    m_authority->addItem(tr("Another, by name"), QString());
    FormRow *row = addRow(tr("A&uthority"), m_authority, u"authority"_s);
    row->setHelp(tr("First those that follow from where you are established and where people are affected. Check the "
                    "address before it is used."));
    connect(m_authority, &QComboBox::currentIndexChanged, this, &AddresseePanel::takeAuthority);
    m_ui.workspace->run<QList<Authority>>(
        this, [id = incident().id](Services &s) { return s.notices.authorities(id); },
        [this](const Result<QList<Authority>> &suggested) {
            QStringList there;
            QList<Authority> all = suggested.value_or(QList<Authority>{});
            const auto first = all.size();
            if (const auto &directory = AuthorityDirectory::builtIn())
                all += directory->all();
            for (qsizetype i = 0; i < all.size(); ++i) {
                const Authority &a = all.at(i);
                if (there.contains(a.country))
                    continue;
                there << a.country;
                m_authority->addItem((i < first ? u"★ "_s : QString()) + a.country + u" · "_s + a.name, a.country);
            }
        });
}

void AddresseePanel::takeAuthority()
{
    const auto &directory = AuthorityDirectory::builtIn();
    if (!directory)
        return;
    for (const Authority &a : directory->all())
        if (a.country == m_authority->currentData().toString()) {
            m_name->setText(a.name);
            m_address->setText(a.portal);
            m_address->setToolTip(a.address);
        }
}

AddresseeKind AddresseePanel::kind() const
{
    return m_kind ? fromCode<AddresseeKind>(m_kind->currentData().toString()).value_or(AddresseeKind::Person)
                  : kindFor(notice().audience);
}

QString AddresseePanel::whyDisabled() const
{
    if (const QString why = whyNoRight(Right::DraftNotice, incident(), context()); !why.isEmpty())
        return why;
    if (const QString why = whyFixed(notice()); !why.isEmpty())
        return why;
    return m_customer && m_customer->count() == 0 ? tr("No customer is in scope yet.") : QString();
}

void AddresseePanel::submit()
{
    NamedAddressee a = m_out;
    if (m_out.address.isEmpty()) {
        a.added = true;
        a.name = m_name->text().trimmed();
        a.address = m_address->text().trimmed();
        if (m_customer)
            a.customer = CustomerId{m_customer->currentData().toLongLong()};
        if (m_authority)
            a.country = m_authority->currentData().toString();
    }
    if (m_out.address.isEmpty() || notice().audience != Audience::DataSubjects)
        a.kind = kind();
    a.reason = m_reason->toPlainText().trimmed();
    run([id = notice().id, a](Services &s) { return s.audience.change(id, a); },
        (a.added ? tr("Put in: %1") : tr("Taken out: %1")).arg(a.name));
}

AddresseeListPanel::AddresseeListPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                                       QWidget *parent)
    : NoticePanel(ui, u"act/addressee-list"_s, details, notice, parent)
    , m_found(wrappedLabel(tr("No file is chosen yet."), TextStyle::Muted))
{
    setTexts(tr("Put a list in"),
             tr("A CSV file with a column \"email\" or \"address\", and one \"name\". Who is there already is left."),
             tr("Legal approves the list with the text."));
    setPrimary(tr("Put the list in"));
    if (this->notice().audience == Audience::Customers) {
        m_customer = new QComboBox;
        m_customer->setObjectName(u"listCustomer"_s);
        fillCustomers(*m_customer, noticeDetails().scope);
        addRow(tr("&Customer"), m_customer, u"customer"_s);
    }
    auto *choose = new QPushButton(tr("Choose a file…"));
    choose->setObjectName(u"listFile"_s);
    choose->setAccessibleName(tr("Choose the file"));
    connect(choose, &QPushButton::clicked, this, [this] {
        askForFiles(this, tr("List of addressees"), tr("Lists (*.csv *.txt)"), false,
                    [this](const QStringList &paths) { read(paths.first()); });
    });
    addRow(tr("&File"), choose, u"file"_s);
    m_found->setObjectName(u"listFound"_s);
    addWidget(m_found);
    addText(tr("&Why"), m_reason, u"reason"_s, u"reason"_s, 2);
    finish();
}

void AddresseeListPanel::read(const QString &path)
{
    QFile file(path);
    if (!m_ui.files || !file.open(QIODevice::ReadOnly) || file.size() > 16 * 1024 * 1024)
        return showError({ErrorKind::Invalid, tr("The file cannot be read, or is larger than 16 MiB."), {}, u"file"_s});
    const QByteArray bytes = file.readAll();
    const auto list = m_ui.files->addressees(bytes, kindFor(notice().audience));
    if (!list)
        return showError(list.error());
    m_list = *list;
    m_source = QFileInfo(path).fileName();
    m_sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    m_found->setText(tr("%1 names %2 addressees · SHA-256 %3").arg(m_source).arg(m_list.size()).arg(m_sha256.left(12)));
    updateButton();
}

QString AddresseeListPanel::whyDisabled() const
{
    if (const QString why = whyNoRight(Right::DraftNotice, incident(), context()); !why.isEmpty())
        return why;
    if (const QString why = whyFixed(notice()); !why.isEmpty())
        return why;
    return m_list.isEmpty() ? tr("Choose a file first.") : QString();
}

void AddresseeListPanel::submit()
{
    QList<NamedAddressee> list = m_list;
    for (NamedAddressee &a : list) {
        a.reason = m_reason->toPlainText().trimmed();
        if (m_customer)
            a.customer = CustomerId{m_customer->currentData().toLongLong()};
    }
    run(
        [id = notice().id, list, source = m_source, sha = m_sha256](Services &s) -> Result<void> {
            auto count = s.audience.import(id, list, source, sha);
            return count ? Result<void>() : tl::unexpected(count.error());
        },
        tr("List put in: %1").arg(m_source));
}

} // namespace tocsin
