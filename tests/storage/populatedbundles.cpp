#include "models/storage/bundlerepository.h"
#include "tests/storage/populated.h"

namespace tocsin::test {

using namespace Qt::StringLiterals;

/** Released by legal twice, made once. */
void populateBundles(Team &t)
{
    const auto must = [&t](const char *what, const Result<void> &result) {
        if (!result)
            t.problems << QString::fromUtf8(what) + u": "_s + result.error().userText + u' ' + result.error().detail;
    };
    t.actAs(t.mira);
    const IncidentId id = t.record(u"Asked for by the auditors"_s);
    t.actAs(t.ada);
    must("release", t.services->bundles.release({id}, u"Audit Ltd"_s, u"Yearly audit"_s));
    must("release", t.services->bundles.release({id}, u"The board"_s, u"Its session"_s));
    t.actAs(t.mira);
    const auto head = t.services->record.head();
    BundleMade made;
    made.uuid = newUuid();
    made.manifestSha256 = made.keySha256 = QString(64, u'a');
    made.recordSeq = head->seq;
    made.recordHash = head->hash;
    must("export", t.services->session.act(Right::ExportBundle, id, 0, [&](const Incident &) {
        return BundleRepository(*t.db).insertExport(id, t.services->bundles.releases(id)->last().id, made);
    }));
}

} // namespace tocsin::test
