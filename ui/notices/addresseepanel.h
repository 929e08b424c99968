#pragma once

#include "models/services/noticeaudience.h"
#include "ui/notices/noticepanel.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace tocsin {

/** Puts an addressee of a notice in, or takes one out, with the reason (P9.1, P9.2). */
class AddresseePanel : public NoticePanel
{
    Q_OBJECT

public:
    /** `out` with an address: that one is taken out; else somebody is put in. */
    AddresseePanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                   const NamedAddressee &out, QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void buildCustomer();
    void buildAuthority();
    void buildKind();
    void takeAuthority();
    [[nodiscard]] AddresseeKind kind() const;

    NamedAddressee m_out;
    QComboBox *m_customer = nullptr;
    QComboBox *m_authority = nullptr;
    QComboBox *m_kind = nullptr;
    QLineEdit *m_name;
    QLineEdit *m_address;
    QPlainTextEdit *m_reason = nullptr;
};

/** A list of addressees from a file: data subjects, colleagues (P9.1). */
class AddresseeListPanel : public NoticePanel
{
    Q_OBJECT

public:
    AddresseeListPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                       QWidget *parent = nullptr);
    /** Reads a file and shows how many it names. */
    void read(const QString &path);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    QList<NamedAddressee> m_list;
    QString m_source, m_sha256;
    QComboBox *m_customer = nullptr;
    Label *m_found;
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
