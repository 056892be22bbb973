/** A post of the development seed. */
export interface SeedPost {
  title: string
  /** E-mail address of the user who wrote it. */
  owner: string
  published: boolean
  /** How long ago it was written. */
  daysAgo: number
  /** Markdown. */
  body: string
  comments: { name: string; body: string }[]
}

/** Oldest first. */
export const posts: SeedPost[] = [
  {
    title: 'Welcome to Canopy',
    owner: 'admin@example.com',
    published: true,
    daysAgo: 402,
    body: `Canopy is a small publication about trees, forests and gardens, and about the work of writing things down and putting them on the web. We think the two subjects have more in common than they first appear to. Both reward patience, both suffer from too much tidying, and in both the interesting part is usually underneath.

## What you will find here

- **Field notes** from woods, hedges, nurseries and back gardens
- **Practical pieces** on planting, watering, mulching and leaving things alone
- **Essays on the craft**: drafting, editing, structure, links, and the plain mechanics of publishing

We publish when something is ready. Some months that means four posts and some months one. Nothing is scheduled to fill a gap.

## Who writes it

Three of us write regularly, and we read each other's drafts before anything goes out. We are not botanists. When we rely on someone who is, we say so and link to their work.

## How to take part

Every post is open for comments. Corrections are the most welcome kind, local knowledge a close second. If you have seen the tree we are describing behave differently on your soil, please tell us.

Thank you for reading. Start anywhere.`,
    comments: [
      {
        name: 'Marianne Holt',
        body: 'Lovely to see something about trees that is not trying to sell me one. I will be following along from a very windy allotment in Northumberland.',
      },
      {
        name: 'Devraj Pillai',
        body: 'I came for the editing notes and suspect I will stay for the woods. Good luck with it.',
      },
      {
        name: 'Tom Askew',
        body: 'Heavy clay here, so expect a certain amount of disagreement from me about planting. Looking forward to it.',
      },
    ],
  },
  {
    title: 'How to tell trees apart in winter',
    owner: 'writer@example.com',
    published: true,
    daysAgo: 389,
    body: `Most people learn trees by their leaves, and then spend half the year unable to name anything. Winter is the better teacher. With the leaves gone there are fewer things to look at, and the few that remain are reliable.

## Start with the buds

First ask how the buds are arranged. If they sit in **opposite** pairs along the twig, you have already narrowed the field to a handful: ash, maples, horse chestnut, elder, dogwood. If they **alternate**, look at their shape and how they meet the twig.

| Tree | Arrangement | What to look for |
| --- | --- | --- |
| Ash | Opposite | Matt black buds, flattened grey twigs |
| Sycamore | Opposite | Plump green buds with dark edges to the scales |
| Horse chestnut | Opposite | Large sticky buds, horseshoe-shaped leaf scars |
| Oak | Alternate | Several buds crowded together at the tip |
| Beech | Alternate | Long, thin, copper-coloured, held away from the twig |
| Hornbeam | Alternate | Like beech, but shorter and pressed to the twig |
| Alder | Alternate | Purplish buds on short stalks, small woody cones |

The cluster at the end of an [oak](https://en.wikipedia.org/wiki/Oak) twig is the one to learn first. Once you have seen it you will never need the acorns.

## Then step back

Look at the outline. Oaks carry heavy, crooked limbs that seem to change their minds. Beeches go up smoothly and spray out fine twigs at the edges. Ash branches droop and then lift again at the tips.

## Carry a twig home

A fallen twig on the kitchen table teaches more than a field guide in the rain. Label it, leave it there for a week, and name it every time you pass.`,
    comments: [
      {
        name: 'Ingrid Solberg',
        body: 'The twig on the kitchen table works. My children now know hornbeam from beech, which is more than I could do a year ago.',
      },
      {
        name: 'Peter Nwosu',
        body: 'Worth adding lime to the table: reddish, lopsided buds that show only two or three scales. It is everywhere in our streets and easy once you know.',
      },
      {
        name: 'Catherine Lamb',
        body: 'Young oak and beech often keep their brown leaves all winter, which is another good clue. I believe the word is marcescence.',
      },
      {
        name: 'Yusuf Demir',
        body: 'Printed the table and taped it inside my notebook. Found an alder by the canal within ten minutes.',
      },
    ],
  },
  {
    title: 'A small garden is mostly edges',
    owner: 'other@example.com',
    published: true,
    daysAgo: 377,
    body: `My garden is six metres by nine. For years I thought of it as a small version of a large garden: a lawn, borders round it, a path to the shed. Everything looked slightly apologetic, as if it had been shrunk.

What changed my mind was measuring it. The area is fifty-four square metres, which is not much. The boundary is thirty metres long, which is a great deal. A small garden has very little middle and an awful lot of edge.

## Planting the walls first

So I took out the lawn and started with the fences:

- North-facing: a climbing hydrangea and ferns at its feet
- East-facing: a morello cherry, trained as a fan
- South-facing: a fig in a buried pot, and herbs in the rubble below
- West-facing: honeysuckle, left more or less to itself

The floor between is gravel with things seeding into it. There is a bench, and one small tree, an [amelanchier](https://en.wikipedia.org/wiki/Amelanchier), placed off-centre so that you have to walk around it.

## What edges are good for

Ecologists have a name for the richness found where two habitats meet: the [edge effect](https://en.wikipedia.org/wiki/Edge_effects). Woodland margins hold species that neither the wood nor the meadow would support alone. I would not claim as much for a fence in a terrace, but the wrens seem to agree with the principle.

If your garden feels too small, try measuring its perimeter.`,
    comments: [
      {
        name: 'Lucy Farrow',
        body: 'I measured. Twenty-six metres of fence and I have been fretting about a patch of grass the size of a rug. Off to look at honeysuckle.',
      },
      {
        name: 'Graham Tolley',
        body: 'How is the morello doing on the east side? Mine gets the morning frost there and drops half its blossom most years.',
      },
    ],
  },
  {
    title: 'Why we write in Markdown',
    owner: 'writer@example.com',
    published: true,
    daysAgo: 366,
    body: `Every post on Canopy begins as a plain text file. We have tried the alternatives, and some of them are very good, but we keep coming back to [Markdown](https://en.wikipedia.org/wiki/Markdown) for reasons that have little to do with technology.

## It keeps your hands on the words

An editor with forty buttons invites you to press them. In a text file there is nothing to adjust. A heading is a line that starts with two hashes, a list is a row of hyphens, and after a week you stop noticing either.

\`\`\`markdown
## Mulching a young tree

Keep the mulch **away from the trunk**. A ring is right,
a volcano is wrong.

1. Clear the grass in a circle one metre across
2. Water well
3. Spread bark or leaf mould, about five centimetres deep

> If in doubt, use less.
\`\`\`

You can read that aloud without knowing a thing about markup. That is the whole idea.

## It limits what you can do

You cannot make a word orange. You cannot choose a typeface for one paragraph. When a passage needs emphasis, you have *italics*, **bold**, or a better sentence, and the third is usually the one to reach for.

## It lasts

I have files from fifteen years ago that open as they did on the day I saved them. Of the documents I made in more elaborate programs at the time, perhaps half survive in readable form.

A text file is close to a seed in this respect: small, dry, and good for a long while in a drawer.`,
    comments: [
      {
        name: 'Hannah Brandt',
        body: 'The point about limits is the one that convinced my colleagues. We lost the argument about orange text the day we moved to plain files, and nobody has missed it.',
      },
      {
        name: 'Owen Pritchard',
        body: 'Agreed on all of it except tables, which I find painful to write by hand. Do you use anything to line the columns up?',
      },
      {
        name: 'Sana Qureshi',
        body: 'A ring is right, a volcano is wrong. I am keeping that one for the community orchard notice board.',
      },
    ],
  },
  {
    title: 'What the rings remember',
    owner: 'other@example.com',
    published: true,
    daysAgo: 353,
    body: `There is a slice of larch in the corridor of our local museum, polished, with small paper flags pinned to it. One flag marks a drought. Another marks the year the railway came. Children put a finger on the flag for the year they were born and are usually disappointed by how near the bark it is.

## A year, written twice

In temperate climates a tree lays down pale, open wood in spring and denser, darker wood in late summer. The pair makes one ring. A wide ring is a generous year and a narrow one a hard year, and because neighbouring trees share the same weather they share roughly the same pattern.

## Matching the patterns

That was the insight of [A. E. Douglass](https://en.wikipedia.org/wiki/A._E._Douglass), an astronomer who went looking for sunspot cycles and ended up founding [dendrochronology](https://en.wikipedia.org/wiki/Dendrochronology). If the outer rings of an old beam match the inner rings of a living tree, the record can be carried back past the tree's own birth, and then again with an older beam.

In 1929 a charred timber from Show Low, Arizona, closed the gap between two long sequences and dated dozens of ruins at a stroke.

## What is left out

Rings record growth, and only growth. They are silent about the storm that took half the crown unless the tree grew differently afterwards. I find that a useful reminder for anyone who keeps a diary: what gets written down is what changed the shape of the following year.`,
    comments: [
      {
        name: 'Rosalind Achebe',
        body: 'My grandfather was a joiner and could tell you which side of a plank had faced the hill. I always assumed he was making it up. Perhaps not.',
      },
    ],
  },
  {
    title: 'Our house style, on one page',
    owner: 'admin@example.com',
    published: true,
    daysAgo: 341,
    body: `A style guide nobody can remember is a style guide nobody follows. Ours fits on one page. We publish it so that contributors know what to expect, and so that readers can hold us to it.

## Words

1. Prefer the ordinary word. *Use*, not *utilise*; *near*, not *in the vicinity of*.
2. Give the common name of a plant first, then the Latin in italics once: silver birch (*Betula pendula*).
3. Spell out numbers up to ten, except with units: three trees, 3 m.
4. Avoid *nestled*, *boasts*, *vibrant* and *tapestry*. A garden does not boast.

## Structure

- Open with something that happened, or something you can see.
- One idea to a paragraph.
- Headings say what the section says. If a heading is a pun, it has to be a very good one.
- Stop when you have finished.

## Evidence

- Link to the source, not to an article about the source.
- Say how sure you are. *I think*, *it seems* and *we do not know* are all good English.
- If a figure comes from memory, check it or cut it.

## Tone

> Write as you would speak to a neighbour who knows a good deal, over a hedge, with no particular hurry.

We break every one of these rules from time to time. The point of writing them down is that we notice when we do.`,
    comments: [],
  },
  {
    title: 'Notes on hedgelaying, after a day of being corrected',
    owner: 'writer@example.com',
    published: false,
    daysAgo: 330,
    body: `Rough notes from the course. To be turned into something shorter, with a proper opening.

## What we did

Eleven of us on forty metres of overgrown hawthorn and blackthorn. Each stem (the *pleacher*) is cut most of the way through near the ground and laid over, uphill, at an angle. What remains is a hinge of bark and sapwood, thinner than you would ever dare. Mine were too thick. Everybody's were too thick.

## Things to keep

- The instructor's phrase: "you are asking it to lie down, not killing it"
- The sound, a long creak and then nothing
- Stakes every eighteen inches, a cubit, elbow to fingertip
- Regional styles: Midland for bullocks, others for sheep. Check the names at [hedgelaying.org.uk](https://www.hedgelaying.org.uk)

## Still to find out

1. How long before a laid hedge needs laying again? Someone said fifteen years, someone else twenty.
2. Why uphill?
3. Can we get a photograph of the binding? Ask Will.

Ending: come back next season and look at the regrowth from the stools before claiming anything.`,
    comments: [],
  },
  {
    title: 'Planting a bare-root tree, step by step',
    owner: 'other@example.com',
    published: true,
    daysAgo: 316,
    body: `A bare-root tree looks like a mistake: a stick with a wet tangle at one end, wrapped in a bag. It is also the cheapest and, in my experience, the most reliable way to start a tree. The only catch is the season. It has to be lifted and planted while dormant, from late autumn until just before the buds move.

## Before you dig

Keep the roots covered. An hour of dry wind does more harm than a week in a damp bag in the shed. If you cannot plant for a few days, heel the tree in: a slit in any spare ground, roots in, soil back over.

## Planting

1. Dig a hole **wider than the roots and no deeper**. Square is better than round, since roots tend to circle in a smooth-sided hole.
2. Loosen the sides with a fork. Leave the bottom firm.
3. Find the old soil mark on the stem. That line goes level with the ground, or a finger's width above it.
4. Spread the roots. Shorten a long one rather than coil it.
5. Return the same soil you took out. No compost in the hole.
6. Firm with your heel, in stages. A gentle tug should not lift the tree.
7. Water, even if it is raining.
8. Mulch in a ring, clear of the stem.

## Staking

A whip under a metre needs no stake. Anything larger gets one short stake, a third of the height, and a loose tie. A stem that sways a little grows thicker for it. Take the stake away after the second summer.

## And then

The commonest cause of failure is grass. Keep a metre clear for three years and you have done most of the work.`,
    comments: [
      {
        name: 'Tom Askew',
        body: 'As promised, a clay grumble. On our ground a square hole fills like a bath. I plant on a slight mound and it has saved more trees than any stake.',
      },
      {
        name: 'Beatriz Monteiro',
        body: 'Thank you for saying no compost in the hole. I was taught to add two bags and always wondered why the roots never left it.',
      },
      {
        name: 'Neil Carraway',
        body: 'Would you do anything differently for fruit trees on dwarfing rootstocks? I understood those need a permanent stake.',
      },
      {
        name: 'Alison Reeve',
        body: 'Neil, yes: the most dwarfing apple stocks want a stake for life. Keep the graft union well above the soil too, or the top will root and you lose the dwarfing.',
      },
      {
        name: 'Kofi Mensah',
        body: 'Planted sixty hazel whips with the school using this list. Fifty-seven in leaf so far. The grass is now the main enemy, exactly as you say.',
      },
    ],
  },
  {
    title: 'Publishing at the speed of a wood',
    owner: 'writer@example.com',
    published: true,
    daysAgo: 304,
    body: `A forester I know was asked when her current project would be finished. She thought about it and said, "Around 2140." She was not being difficult. She had planted oak.

I have been thinking about that answer in connection with this site, where the temptation is always to ask what went out this week.

## Two kinds of time

Most of the web runs on the feed. A post arrives at the top, sinks, and is gone by Thursday. The date is the most prominent thing about it. There is another kind of page, though, which is looked after instead of replaced: the reference someone has been quietly correcting for years, the recipe with a note from last winter. You do not meet these in a stream. You meet them by following a link, often from another page of the same kind.

## What it means in practice

For us it has come down to three habits:

- We go back. Each of us rereads two old posts a month and repairs them.
- We link backwards as well as outwards, so that a new piece props up an older one.
- We keep the address. If a title changes, the link does not.

None of this shows. A reader arriving today sees an ordinary article, and that is as it should be. You do not notice thinning in a wood either. You only notice, decades on, that the trees which are there have room.

The oak, she told me, is doing fine. It is up to her knee.`,
    comments: [
      {
        name: 'Devraj Pillai',
        body: 'Rereading two old posts a month is such a modest rule and I do not know a single site that follows it. Starting tomorrow.',
      },
      {
        name: 'Ellen Whitcombe',
        body: 'Up to her knee! I planted acorns when my daughter was born. She is nine and they have just passed her.',
      },
    ],
  },
  {
    title: 'The plane trees of Station Road',
    owner: 'other@example.com',
    published: false,
    daysAgo: 291,
    body: `There are twenty-three of them, and I have walked under them most days for eleven years without counting until last week.

London plane (*Platanus × hispanica*, or *× acerifolia* depending on whom you ask) is a hybrid, probably of the oriental plane and the American sycamore. Nobody planned it. The two parents met in a garden somewhere in Europe in the seventeenth century. **Check: Spain or Vauxhall? Both are claimed.** Start from [the Wikipedia article](https://en.wikipedia.org/wiki/Platanus_%C3%97_hispanica) and work back to the sources.

## Paragraphs to write

- Bark: the flaking, and whether it really helps with soot
- The council survey of 1987. Ask the archive for the map
- Number nine, the one with the iron railing grown into it
- What Mrs Okafor said about the starlings

## A possible ending

The youngest was planted in the gap left by the storm. It is already taller than the bus shelter, and the people who wait there have begun to stand on the side where its shade falls.`,
    comments: [],
  },
  {
    title: 'How a post gets published here',
    owner: 'admin@example.com',
    published: true,
    daysAgo: 278,
    body: `Several readers have asked how we work, so here is the path a piece takes from first note to front page. It is not elaborate. Three people do not need much procedure, but they do need the same one.

## Draft

Anybody can start a draft and leave it as long as they like. Drafts are private to the team. Some sit for a year. There is no shame in that, and a few of our better pieces were rescued from the bottom of the list.

## Read

When the writer thinks it is ready, one other person reads it. They may ask questions, mark passages that lost them, and challenge any fact. They may not rewrite. The writer makes the changes, or explains why not.

## Check

Before the button is pressed we go through the same list every time:

- [x] Every link opened and read
- [x] Names of people and plants checked letter by letter
- [x] Figures traced to a source
- [x] Headings make sense when read alone, in order
- [ ] Read aloud, once, by someone who did not write it
- [ ] Title still true after the edits

The last two are left unticked above because they are the ones we are most inclined to skip.

## Publish, and return

Publishing is not the end of it. A week later the writer reads the comments, makes corrections, and notes anything that deserves a piece of its own. About a third of our posts began as somebody's comment.`,
    comments: [
      {
        name: 'Hannah Brandt',
        body: 'The rule that the reader may question but not rewrite is excellent. It took us years and one resignation to arrive at the same place.',
      },
    ],
  },
  {
    title: 'Leaf mould is worth the wait',
    owner: 'writer@example.com',
    published: true,
    daysAgo: 265,
    body: `Compost gets the attention, but the best thing I make is leaf mould, and I make it by doing almost nothing for two years.

## What it is

Compost is mostly the work of bacteria: hot, quick, nitrogen-hungry. Leaves on their own are too poor for that. They are broken down slowly and coolly by fungi, and what remains is dark, crumbling and very good at holding water. It contains little in the way of food for plants. Think of it as improving the soil's *structure* more than its diet.

## How to make it

1. Push four stakes into the ground and staple chicken wire round them.
2. Fill with fallen leaves, ideally after rain.
3. Tread them down. Fill again.
4. Wait.

If you have no room, use sacks with a few holes in them and a splash of water, behind the shed.

## Which leaves

- **Quick** (about a year): birch, hazel, hornbeam, cherry, ash
- **Slow** (two years or so): oak, beech, sycamore, horse chestnut
- **Keep separate**: pine needles, which take longer and suit acid-loving plants
- **Leave out**: holly and other thick evergreens, unless shredded first

Running a mower over the slow ones helps. Take only what falls on lawns and paths. Under hedges and trees, leave it where it is, because something is already living in it.

## How to use it

At one year, spread it as mulch. At two, sieve it and mix it with sharp sand and a little loam for sowing. Woodland plants like it better than anything you can buy.

The smell of a finished heap is the smell of a wood after rain.`,
    comments: [
      {
        name: 'Marianne Holt',
        body: 'I use old feed sacks and forget about them, which seems to be the recommended method. Found one from four years ago last week. Like black velvet.',
      },
      {
        name: 'Piotr Zielinski',
        body: 'Do you worry about salt and oil on leaves collected from the street? Our council will deliver them but I have never dared.',
      },
      {
        name: 'Alison Reeve',
        body: 'Piotr, I avoid main roads but take from parks and quiet streets. Pick out the litter first. The wrappers do not rot at any speed.',
      },
    ],
  },
  {
    title: 'Link rot and dead wood',
    owner: 'other@example.com',
    published: true,
    daysAgo: 252,
    body: `In a healthy wood, a good part of the timber is dead. It stands as snags and lies as logs, and something like a fifth of all woodland species need it at some point in their lives. A wood swept clean of fallen branches is a poorer place.

On the web, dead things are only dead. A broken link feeds nobody.

## How bad it is

In 2024 the [Pew Research Center](https://www.pewresearch.org) found that 38 per cent of the web pages it sampled from 2013 could no longer be reached. Some had moved without a forwarding address. Most had simply gone, along with the sites that held them.

## What a small site can do

- **Choose addresses you can keep.** Leave out the date, the category and the name of the software. Tim Berners-Lee said it best in 1998: [Cool URIs don't change](https://www.w3.org/Provider/Style/URI).
- **Redirect when you must move.** One line in a configuration file is a kindness to strangers.
- **Archive what you cite.** Before publishing, we save each source to the [Wayback Machine](https://web.archive.org).
- **Quote enough.** If the source vanishes, a reader should still be able to follow the argument.
- **Check twice a year.** A link checker takes minutes. Fixing what it finds takes an afternoon.

## The better sort of decay

There is one part of the comparison I would like to keep. A fallen oak goes on giving for decades because its material stays within reach of whatever comes next. A page does the same when others can copy, quote and build on it. The rot to fear is the kind that leaves nothing behind.`,
    comments: [
      {
        name: 'Owen Pritchard',
        body: 'Saving sources to the archive before publishing had never occurred to me. I ran a checker over my own site tonight: 61 dead links out of 340.',
      },
      {
        name: 'Judith Erskine',
        body: 'As a retired librarian I would only add: print the important ones. Paper remains an underrated backup.',
      },
    ],
  },
  {
    title: 'A morning at the nursery: interview notes',
    owner: 'writer@example.com',
    published: false,
    daysAgo: 239,
    body: `Transcribed from the recorder, lightly trimmed. She has asked to see quotations before we publish. **Do not skip this.**

## On seed

> People ask for native trees and then ask for them in a week. I have to explain that the order should have been placed three autumns ago.

> We collect from about forty parent trees a year. Different ones each time, if the crop allows. You want the variety.

## On peat

They stopped using it six years ago. The first two seasons were hard ("we killed a lot of birch"). Now a mix of bark, wood fibre and their own composted trimmings. Ask for the proportions, if she is willing.

## On what sells

- Hazel, hawthorn, field maple: always
- Rowan: rising
- Elm: people want it, cautiously. Follow up on the resistant clones

## Missing

The name of the man who runs the propagation house, the number of trees they lift in a season, and how the walk-in cold store works. Ring on Tuesday, when they are not loading.

Possible title: *Three autumns ago*.`,
    comments: [],
  },
  {
    title: 'Guidelines for guest contributors (second draft)',
    owner: 'admin@example.com',
    published: false,
    daysAgo: 227,
    body: `Comments welcome from both of you before this goes anywhere. The first draft was too long and sounded like a contract.

## What we are looking for

Pieces of 300 to 1,200 words about a particular tree, place, plant or problem in publishing. We would rather read about one pear tree you have known for thirty years than about pears in general.

## How to send it

1. Write to us first, with two or three sentences on the idea.
2. If we say yes, send plain text or Markdown. No attachments with layout, please.
3. Tell us what you are sure of and what needs checking.

## What happens next

We reply within two weeks. One of us will be your editor from beginning to end. You will see every change before it is published, and you keep the copyright.

## To decide

- Payment: flat fee, or by length? I prefer flat.
- Do we accept pieces published elsewhere? I would say after six months, with a link.
- What do we do about pseudonyms?`,
    comments: [],
  },
  {
    title: 'Five trees for a garden with no room for a tree',
    owner: 'other@example.com',
    published: true,
    daysAgo: 214,
    body: `"I would love a tree, but there isn't space." I hear it often, usually from someone standing in a garden with ample space for a tree. What they mean is that there is no space for the tree they are picturing, which is an oak.

Here are five that stay modest, earn their keep in more than one season, and will not trouble the drains if planted a sensible distance away.

| Tree | Height after 20 years | Season | Soil |
| --- | --- | --- | --- |
| Snowy mespilus (*Amelanchier lamarckii*) | 5 to 6 m | Blossom, berries, autumn colour | Not chalk |
| Crab apple 'Evereste' | 5 m | Blossom, long-lasting fruit | Most |
| Hawthorn (*Crataegus monogyna*) | 5 to 6 m | Blossom, haws, birds | Anything |
| Spindle (*Euonymus europaeus*) | 3 to 4 m | Pink fruit, scarlet leaves | Loves chalk |
| Kilmarnock willow | 2 m | Early catkins for bees | Moist |

## Choosing between them

If you want **one tree to do everything**, plant the amelanchier. If you are on **thin chalk**, spindle will be happiest. Note that its fruit is poisonous, so think twice where small children graze. For **wildlife**, nothing on the list beats hawthorn, and it costs almost nothing as a whip.

## Where to put it

Away from the corner. A tree in the corner makes a garden look smaller, because the eye goes straight there and stops. Set it a third of the way along, where you have to look past it, and the space behind seems to grow.

The [RHS plant finder](https://www.rhs.org.uk/plants) will tell you who stocks what.`,
    comments: [
      {
        name: 'Lucy Farrow',
        body: 'The advice about corners is right. I moved a potted maple a third of the way down the path and the whole garden seemed to take a breath.',
      },
      {
        name: 'Graham Tolley',
        body: 'Crab apple every time for me. Evereste still had fruit in January and the fieldfares stripped it in a single afternoon.',
      },
      {
        name: 'Nadia Rahman',
        body: 'Would any of these manage in a large container on a roof terrace? It is exposed and I can water most days.',
      },
      {
        name: 'Peter Nwosu',
        body: 'Nadia, amelanchier copes in a big pot as long as it never dries out completely. Wind is the harder problem, so go for a multi-stem and tie the pot down.',
      },
    ],
  },
  {
    title: 'Reading a wood from the ground up',
    owner: 'writer@example.com',
    published: true,
    daysAgo: 202,
    body: `When you walk into an unfamiliar wood, the trees are the least trustworthy witnesses. They may have been felled and replanted twice in a century. If you want to know how long the place has been a wood, look down.

## Slow plants

Some woodland flowers spread so slowly that finding a carpet of them is good evidence of long continuity. [Wood anemone](https://en.wikipedia.org/wiki/Anemonoides_nemorosa) is the classic case: it rarely sets viable seed in Britain, and creeps along by its roots at perhaps two metres in a hundred years. A patch the size of a tennis court was not planted by anyone you can ask.

Others to look for:

- Bluebell, though on its own it proves little
- Dog's mercury
- Yellow archangel
- Herb Paris
- Wood sorrel
- Wild service tree, the one tree I would put on the list

No single species settles the matter. Ten or twelve together, in the absence of any sign of planting, make a strong case.

## Lumps and ditches

Then look at the shape of the ground. A bank with a ditch on its outer side is often a medieval wood boundary, made to keep animals out of the coppice. Ridges running straight under the trees may be old plough lines, which tell you that the wood is younger than the field.

## What "ancient" means

In England and Wales, [ancient woodland](https://en.wikipedia.org/wiki/Ancient_woodland) is land continuously wooded since at least 1600. The date was chosen because maps improve about then and planting was rare before it. The trees may be any age at all. The soil is the thing that is old, and it cannot be replanted.`,
    comments: [
      {
        name: 'Rhiannon Vaughan',
        body: 'Small regional note: in the wetter west, bluebells and some of these others grow happily on open hillsides, so the list has to be adjusted. Local floras usually give one.',
      },
    ],
  },
  {
    title: 'Coppice with standards: outline for a longer piece',
    owner: 'other@example.com',
    published: false,
    daysAgo: 190,
    body: `Working outline. I want this to be the piece people send to each other when somebody says that cutting down trees is always bad for a wood.

## 1. The stool

Hazel cut to the ground comes back. Some stools are far older than any tree in the wood. Open with the one at the north gate, which is four metres across.

## 2. The cycle

- Year 0: light reaches the floor
- Years 1 to 3: primroses, violets, fritillary butterflies
- Years 4 to 7: bramble, thicket, nightingales if you are lucky
- Year 8 and after: shade again

Need a source for each stage. *Do not rely on memory for the nightingales.*

## 3. The standards

Oaks left to grow on above the hazel. How many to the acre? I have seen twelve quoted, from a statute of Henry VIII. Look it up and quote the wording.

## 4. Who pays

The economics collapsed about a century ago. Charcoal, hurdles and bean poles: is there a living in it now? Talk to Martin.

See also [the Wikipedia article](https://en.wikipedia.org/wiki/Coppicing), which is decent.`,
    comments: [],
  },
  {
    title: 'Cut the first paragraph',
    owner: 'writer@example.com',
    published: true,
    daysAgo: 177,
    body: `Take something you wrote recently, cover the first paragraph with your hand, and read from the second. Nine times in ten the piece has improved.

## Why it happens

The first paragraph is where we clear our throats. We explain that the subject is important, that it has been much discussed, that it may be approached in several ways. It was needed, but only by the writer: it was the run-up. The reader does not have to take it with us.

You can usually recognise a run-up by its verbs. Things *are*, *have been*, *may be seen as*. In the second paragraph somebody finally does something.

## An example

Here is how a post of mine began in draft:

> Gardens have always held a special place in our lives. In recent years, interest in growing food at home has risen sharply, and many people are discovering the satisfaction it can bring.

And here is what followed it:

> The first potato I ever grew was the size of a marble, and I carried it round the house to show everyone.

Everything in the first version is true. I would not walk across a room to read it.

## When to leave it

1. When it holds a fact the rest depends on. Move the fact, then cut.
2. When it is short, and concrete, and you are fond of it for a good reason.
3. When the piece is a set of instructions, and the reader needs to know what they are for.

Try the same with the last paragraph. If it begins with *in conclusion*, *ultimately* or *at the end of the day*, the piece ended one paragraph earlier.`,
    comments: [
      {
        name: 'Clara Jimenez',
        body: 'I tried it on a funding application and gained four lines. The opening now mentions an actual river, which seems an improvement.',
      },
      {
        name: 'Judith Erskine',
        body: 'I would happily walk across a room for the marble-sized potato.',
      },
    ],
  },
  {
    title: 'Links that make sense on their own',
    owner: 'admin@example.com',
    published: true,
    daysAgo: 165,
    body: `A link is a promise about what is on the other side. Most of the links we write promise very little: *here*, *this*, *read more*.

## Why it matters

Many people who use a screen reader move through a page by jumping from link to link, or by calling up a list of them all. Heard that way, a page full of *click here* is a corridor of identical doors. The [Web Content Accessibility Guidelines](https://www.w3.org/TR/WCAG22/) ask that the purpose of each link can be worked out from its text, or at least from its surroundings.

It helps everyone else too. Readers skim, and a link is the brightest thing in a paragraph. If the coloured words say something, skimming works.

## Before and after

- *For more on pruning times, click here.* becomes *See our [calendar of pruning times](https://example.com/pruning-calendar).*
- *The report is available at this link.* becomes *The [2023 canopy survey](https://example.com/canopy-survey) has the figures.*
- *She has written about it before (1, 2, 3).* becomes three sentences, or one link to the best of them.

## Habits that help

1. Write the sentence first, without thinking about the link. Then find the words in it that name the destination.
2. Link a phrase, not a full stop and not a whole paragraph.
3. If two links have the same text, they should go to the same place.
4. Say so when a link is a download, and how large.

It takes a few seconds more for each link. We find that it also exposes the ones we never needed.`,
    comments: [
      {
        name: 'Samir Haddad',
        body: 'I use a screen reader every day and the corridor of identical doors is exactly right. Thank you for the point about same text, same place.',
      },
      {
        name: 'Clara Jimenez',
        body: 'Adding the download note to our own checklist. Forty-megabyte PDFs on a rural connection are no joke.',
      },
    ],
  },
  {
    title: 'The case against tidy',
    owner: 'other@example.com',
    published: true,
    daysAgo: 152,
    body: `Every autumn a man with a leaf blower comes to the churchyard opposite, and for two hours he moves leaves from the places where they fell to a place where they did not. I have nothing against him. I only wonder who asked.

## What tidy costs

A garden put to bed in October, with every stem cut and every bed raked, is a garden with the furniture removed. Ladybirds spend the winter in hollow stems. Many moths pass it as pupae in the litter under the tree they fed on. Hedgehogs need the pile you were about to burn. Goldfinches will work over a stand of teasel for weeks if it is left standing.

## What to do instead

Leaving things is not the same as neglecting them. A few deliberate choices make the difference, and they also make it look as though you meant it:

- Mow a clean edge along anything shaggy. *One straight line excuses a great deal.*
- Stack prunings in one place, neatly, and call it a log pile.
- Cut perennials down in late winter, just before they start again.
- Sweep the path. Leave the border.

## A word for the tidy

There are good reasons to clear up. Diseased rose leaves, slippery steps, a drain that blocks. I clear those too. But I have stopped doing it because of what the neighbours might think, and I have discovered that the neighbours were only doing it because of me.`,
    comments: [
      {
        name: 'Ingrid Solberg',
        body: 'The last sentence made me laugh, because it describes our whole street. I left my teasels this year and two other houses have followed.',
      },
      {
        name: 'Neil Carraway',
        body: 'One straight line excuses a great deal. I shall be repeating this to the parish council, who are very keen on the blower.',
      },
    ],
  },
  {
    title: 'Watering young trees in a dry summer',
    owner: 'writer@example.com',
    published: true,
    daysAgo: 140,
    body: `More newly planted trees die of thirst in their second summer than in their first. In the first we remember them. In the second they look established, and they are not.

## How much

For a tree with a stem about as thick as your thumb, twenty litres once a week through dry spells is a fair rule. A larger one, of the size councils plant along streets, may want fifty. The figure matters less than the manner: **a lot, slowly, and not often**. A daily sprinkle wets the top few centimetres and coaxes the roots up to where they will be baked.

## How to do it

1. Push a finger into the soil, or a trowel if it is hard. Damp below ten centimetres? Leave it another day.
2. Water in the evening or early morning.
3. Pour half, wait for it to sink, pour the rest. On a slope, make a low rim of earth on the downhill side.
4. Renew the mulch while you are there.

A bucket with a small hole drilled near the base does the slow part for you. Fill it, walk away, move it to the next tree.

## Signs to watch for

- Leaves that hang limp in the morning as well as the afternoon
- Brown, crisp edges working inward
- Leaf fall in July or August

The last is not always death. A stressed birch may drop half its leaves and come back in spring. Scratch the bark with a fingernail: green underneath means wait.

## When to stop

By the third summer most trees can look after themselves, unless the drought is exceptional. If there is a young street tree outside your door, it probably has nobody. One bucket a week is enough to adopt it.`,
    comments: [
      {
        name: 'Kofi Mensah',
        body: 'The drilled bucket is brilliant. We now have six of them on a rota and the children fight over who moves them.',
      },
      {
        name: 'Sana Qureshi',
        body: 'Adopted the little rowan outside number 40 after reading this. The woman opposite has started doing Wednesdays, so it is probably the best-watered tree in the borough.',
      },
    ],
  },
  {
    title: 'On keeping a phenology diary',
    owner: 'writer@example.com',
    published: false,
    daysAgo: 127,
    body: `Phenology is the study of when things happen: first leaf, first flower, first swallow. It needs no equipment beyond a pencil and the willingness to look at the same tree every day.

## The Marsham family

Robert Marsham of Norfolk began recording his "Indications of Spring" in 1736, and his descendants carried on until the middle of the twentieth century. That is more than two hundred years of somebody going out to look at an oak. (*Get the exact end date. 1958?*)

## My own, so far

I have kept one for four years, which is long enough to be wrong about everything. Notes to work in:

- Hazel catkins: 11 January, 28 December, 19 January, 4 January
- First oak leaf: always the same tree, always the one by the bus stop. Street lamp?
- The year I missed hawthorn entirely because I was indoors with a deadline

## How to begin

Choose three trees you cannot avoid passing. Then a section on [Nature's Calendar](https://naturescalendar.woodlandtrust.org.uk) and what they do with the records.`,
    comments: [],
  },
  {
    title: 'Semantic HTML is a trellis',
    owner: 'other@example.com',
    published: true,
    daysAgo: 114,
    body: `A climbing plant will go up almost anything: a drainpipe, a dead shrub, a washing line. It does better on a trellis, because somebody thought beforehand about where it would want to hold on.

HTML works the same way. A page can be built entirely from boxes with class names, and it will look right. But a browser, a search engine, a reading app or a screen reader comes along looking for something to hold, and finds a smooth wall.

## The handful that does most of the work

You do not need all of the hundred-odd elements. For an article, this is nearly everything:

\`\`\`html
<main>
  <article>
    <h1>Leaf mould is worth the wait</h1>
    <p>Published on <time datetime="2024-11-03">3 November</time></p>

    <h2>What it is</h2>
    <p>Compost is mostly the work of bacteria.</p>

    <blockquote>
      <p>The smell of a finished heap is the smell of a wood.</p>
    </blockquote>
  </article>
</main>
\`\`\`

## Three things to get right

1. **Headings in order.** They are the table of contents, whether or not you print one. Do not skip from the second level to the fourth because you like the size.
2. **Buttons are buttons.** If it goes somewhere, it is a link. If it does something, it is a button.
3. **Say when.** A \`time\` element lets software understand a date that you have written for people.

[MDN](https://developer.mozilla.org/en-US/docs/Web/HTML) is the place to look up the rest.

## And then leave it

The nicest thing about a good trellis is that after two summers you cannot see it.`,
    comments: [],
  },
  {
    title: 'What I got wrong about ivy',
    owner: 'other@example.com',
    published: false,
    daysAgo: 102,
    body: `For twenty years I cut ivy off trees whenever I saw it. I carried a folding saw for the purpose. I thought I was helping.

## What I believed

- That it strangles the tree
- That it feeds on it
- That a tree with ivy is a tree in trouble

## What seems to be the case

[Ivy](https://en.wikipedia.org/wiki/Hedera_helix) is not a parasite. It has its own roots in the ground and uses the trunk only as a way up. It does compete for water, and on a thin or dying crown it can get enough light to become heavy, so that the tree is more likely to come down in a gale. The trouble usually comes first and the ivy after.

It also flowers in September and October, when there is little else, and fruits at the hungry end of winter.

## Needs work

The section on buildings is missing. A reader told me there was an Oxford study on walls and temperature. Find it. And the ending should not be *so I threw away the saw*, because I have not.`,
    comments: [],
  },
  {
    title: 'The wood wide web: what we know and what we wish',
    owner: 'writer@example.com',
    published: true,
    daysAgo: 89,
    body: `It is one of the best stories in natural history. Beneath the forest floor, trees are joined by threads of fungus, and through those threads they feed their young, warn their neighbours and nurse their dying. I have told it myself on guided walks. I now tell it more carefully.

## What is solid

Most trees form partnerships with fungi called [mycorrhizae](https://en.wikipedia.org/wiki/Mycorrhiza). The fungus extends the reach of the roots and brings in water, phosphorus and nitrogen. The tree pays in sugars. This is not in doubt, and is remarkable enough.

It is also well established that one fungus can be attached to more than one tree. In 1997 Suzanne Simard and colleagues published an experiment in *Nature* showing that carbon labelled in one seedling turned up in another of a different species.

## What is less so

In 2023 Justine Karst, Melanie Jones and Jason Hoeksema, all of whom work on these fungi, [reviewed the field evidence](https://www.nature.com/articles/s41559-023-01986-1) behind three popular claims:

- that such networks are widespread in forests
- that resources move through them and help seedlings to grow
- that mature trees favour their own offspring by this route

They found the first insufficiently supported, the second open to other explanations, and the third without published field evidence at all. They also found that scientific papers had grown steadily more confident in citing results that had not changed.

## How to tell it now

I do not think the story is ruined. There are still threads, there is still trade, and nobody has yet seen the whole of it. What I have dropped is the word *mother*.

> A forest does not have to be kind to be worth looking at.`,
    comments: [
      {
        name: 'Dr Helen Marsh',
        body: 'A fair summary, which is rarer than it should be. The difficulty is practical: following a single fungal thread between two mature trees in the field is close to impossible at present.',
      },
      {
        name: 'Ellen Whitcombe',
        body: 'A little sad to lose the mother tree, but I would rather know. The closing line will be on the wall of our visitor hut by the weekend.',
      },
      {
        name: 'Yusuf Demir',
        body: 'The finding about citations becoming more confident over time is the part that stayed with me. It must be true of a great many subjects.',
      },
    ],
  },
  {
    title: 'Corrections, and how we make them',
    owner: 'admin@example.com',
    published: true,
    daysAgo: 75,
    body: `We make mistakes. In the past year we have put a fungus in the wrong family, misspelled a village, and moved a famous storm by two days. Each time a reader told us, politely, and each time we wondered how best to put it right in public.

## What we do now

**Small slips** such as a typing error, a broken link or a missing word are simply fixed. Nobody is helped by a note about a comma.

**Errors of fact** are corrected in place, with the old wording struck through where it stood and a line at the foot saying what changed and when. For example:

> The avenue was planted in ~~1887~~ 1897, for the Diamond Jubilee.

**Errors of judgement** are the hardest. If we come to think that a piece was wrong in its argument, we leave it as it was and link to a newer one at the top. Rewriting it quietly would be unfair to the people who disagreed with it at the time and turned out to be right.

## What we do not do

- Delete a post because it is embarrassing
- Change a quotation, ever, without asking the person who said it
- Treat the comments as the place where corrections live. They belong in the article

## Tell us

Use the comments, or write to us by way of [the contact page](https://example.com/contact). We thank every reader by name unless they would rather we did not.`,
    comments: [
      {
        name: 'Rhiannon Vaughan',
        body: 'The village was mine. Thank you for fixing it within the hour, and for not blaming the spellchecker.',
      },
    ],
  },
  {
    title: 'An orchard in a car park',
    owner: 'other@example.com',
    published: false,
    daysAgo: 61,
    body: `Draft opening: *The old swimming baths closed in the spring and by the following winter there were eighteen apple trees where the cars used to be.*

## The people

Started by four households and a retired surveyor called Len, who had noticed that the lease on the car park said nothing against planting. Get his permission to tell the part about the council meeting.

## The trees

All on a semi-vigorous stock (MM106), in raised beds made from reclaimed sleepers. Check they are not the creosoted kind, because readers will ask.

- Six cookers, mostly Bramley. It is triploid, so it needs two pollinators nearby
- Eight eaters, chosen to ripen in turn from August to October
- Four local varieties, grafted by the society in the next town

## What I want to get across

It is not really about the apples. On Saturdays there is a table, and people who have lived on the same stair for a decade learn each other's names.

Too neat? Find a detail that resists. The wasps, perhaps, or the argument over the gate. Compare the [community orchard](https://en.wikipedia.org/wiki/Community_orchard) movement as a whole.`,
    comments: [],
  },
  {
    title: 'Editing is pruning, up to a point',
    owner: 'writer@example.com',
    published: true,
    daysAgo: 46,
    body: `Everyone who gardens and writes arrives at this comparison sooner or later. I resisted it for years because it is so often used to mean only *cut more*. Having spent a winter learning to prune apple trees properly, I think it is a better comparison than its users know.

## You prune towards something

The first thing I was taught was not where to cut, but what shape the tree was trying to be. For an apple that is an open goblet, with light reaching every branch. Only then do you look for what is in the way. Editing line by line, before you know what the piece is about, is cutting twigs at random.

## The order matters

My teacher went round each tree in the same order, and I now go round each draft that way:

1. **Dead, diseased, damaged.** Errors, stale facts, sentences that no longer connect to anything.
2. **Crossing.** Two passages making the same point. Keep the stronger.
3. **Crowded.** Good material that shades better material. This is where it begins to hurt.
4. **Shape.** Step back as far as the garden allows.

## Never more than a third

Take too much in one winter and the tree replies with a thicket of vertical shoots, all leaf and no fruit. Drafts do it too. Cut a piece by half in an evening and by morning you will have filled it with nervous little explanations. Take some, and come back.

## Where it breaks down

A branch cannot be put back. A paragraph can, and that is a freedom no gardener has. Keep the cuttings in a file. Now and then one of them roots.`,
    comments: [
      {
        name: 'Beatriz Monteiro',
        body: 'Nervous little explanations is painfully accurate. I have a whole report full of water shoots on my desk at this moment.',
      },
      {
        name: 'Graham Tolley',
        body: 'From the pruning side: the order is sound, and most people go wrong by starting at step three. Clean the saw between trees as well.',
      },
    ],
  },
  {
    title: 'Birch, or the virtue of arriving early',
    owner: 'writer@example.com',
    published: false,
    daysAgo: 32,
    body: `When the ice went back, birch came first. It is still coming first: on railway ballast, burnt heath, the roof of the old brickworks. A single tree can shed more than a million seeds in a year, each with two wings and almost no luggage. (*Find a good source for the number before this goes anywhere.*)

## The argument

We admire trees that last, and talk of oak and yew as if age were a form of virtue. Birch seldom reaches a hundred. What it does in that time is make a place where other things can live: it brings up nutrients, drops quick-rotting leaves, gives light shade, and then gets out of the way.

## To include

- Fly agaric, and the other fungi that depend on it
- The brickworks roof, with the caretaker's permission
- [Silver and downy](https://en.wikipedia.org/wiki/Betula_pubescens), and how hard they are to tell apart
- Something on first drafts? Perhaps. Resist it if it feels forced

I have no ending yet. The obvious one is that early is not the same as hasty.`,
    comments: [],
  },
  {
    title: 'What we have been reading',
    owner: 'admin@example.com',
    published: false,
    daysAgo: 12,
    body: `A first round-up of books we keep coming back to. Two or three sentences each, please, and say who it is for. I have started with mine. Add yours below and I will put it all in one voice at the end.

## On trees

**Oliver Rackham, *Woodlands*.** The book that taught most of us to look at banks and ditches. Dense, funny, impatient with nonsense. For anyone who has ever wondered why a wood has the shape it has.

**Richard Mabey, *Beechcombings*.** About beeches, and more about the stories we insist on telling over them. For a long train journey.

## On writing

**Verlyn Klinkenborg, *Several Short Sentences About Writing*.** One sentence to a line, like verse. For people who think they already know how to revise.

## Still to come

- Something on gardens (yours?)
- Something on the web. Is there a book that has not dated?
- A children's book

Do we link to shops or to libraries? I would say [WorldCat](https://search.worldcat.org), so that people can find a copy near them.`,
    comments: [],
  },
  {
    title: 'How to grow an oak from an acorn',
    owner: 'other@example.com',
    published: true,
    daysAgo: 1,
    body: `You need an acorn, a deep pot, something to keep mice out, and a certain indifference to results in your own lifetime.

## Collecting

Wait until they fall of their own accord. The first to drop are often the ones with weevils in them, so let those lie and gather a week or two later. Choose acorns that are heavy, glossy and free of small round holes. Then drop them in a bucket of water: **keep the ones that sink**.

Note where each came from. An acorn from a tree that thrives in your own parish is the best start there is.

## Sowing

Acorns must not dry out, so sow them the same week.

1. Use a pot at least 20 cm deep, since the first thing an oak makes is a long taproot.
2. Fill it with ordinary garden soil lightened with leaf mould. We have [a recipe for leaf mould](https://example.com/leaf-mould), if you have two years.
3. Lay the acorn on its side, about 3 cm down.
4. Cover the pot with fine wire mesh. Mice and jays will find it otherwise.
5. Leave it outdoors through the winter, and keep it moist.

## Waiting

The root comes first, often in autumn. For months there is nothing to see, and many a pot has been tipped out in April by someone who lost faith. The shoot usually shows in late spring, red-bronze and with its leaves already lobed.

## Planting out

Move it during its second winter at the latest, before the root starts to circle. Allow room. An [oak](https://en.wikipedia.org/wiki/Oak) in the open may spread twenty metres, and it will need them long after anyone remembers who put it there.`,
    comments: [
      {
        name: 'Ellen Whitcombe',
        body: 'Can confirm the part about losing faith. I tipped one out in April and found a root as long as my hand. It forgave me, just.',
      },
    ],
  },
]
